using System.Globalization;
using System.IO.Compression;
using System.Text;
using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;

namespace ColdChain.Server.Integrity;

/// <summary>Writes the package of evidence from records that were just found to fit.</summary>
/// <param name="archive">New and empty.</param>
/// <param name="question">What of the history is asked for.</param>
/// <param name="keys">The public part of each key, by id.</param>
internal sealed class EvidenceWriter(ZipArchive archive, EvidenceQuestion question, IReadOnlyDictionary<string, byte[]> keys) : ICheckedRecords
{
    private readonly Dictionary<SensorId, List<EvidenceLink>> _links = question.Sensors.ToDictionary(sensor => sensor, _ => new List<EvidenceLink>());
    private readonly Dictionary<SensorId, StringBuilder> _csv = question.Sensors.ToDictionary(sensor => sensor, _ => new StringBuilder(EvidenceCsv.Header));
    private readonly StringBuilder _rootLines = new();
    private readonly HashSet<string> _usedKeys = [];

    public long Chunks { get; private set; }

    public long Readings { get; private set; }

    /// <summary>Who stands behind the numbers of journals.</summary>
    public required Func<int, ReadingOrigin> OriginOf { get; init; }

    public bool Wants(SensorId sensor) => _links.ContainsKey(sensor);

    public void Chunk(CheckedChunk chunk)
    {
        if (!_links.TryGetValue(chunk.Place.Sensor, out List<EvidenceLink>? links))
        {
            return;
        }

        EvidenceLink link = new(chunk.Head.Link, DayCalendar.DateOf(chunk.Place.Day), chunk.Place.Part, chunk.Hash, chunk.Head.Chain);
        links.Add(link);
        if (!question.Holds(link.Day))
        {
            return;
        }

        byte[] bytes = CanonicalChunk.ToBytes(chunk.Place, chunk.Day, OriginOf);
        Write(FolderOf(chunk.Place.Sensor) + EvidenceNames.Chunk(link.Day, link.Part), bytes);
        CanonicalChunkReader.TryRead(bytes, out CanonicalChunkReader? read);
        EvidenceCsv.Append(_csv[chunk.Place.Sensor], read!);
        Chunks++;
        Readings += chunk.Day.Readings.Length + chunk.Day.Conflicts.Length;
    }

    /// <summary>All roots are there, so that the newest, which most people kept, ties down the oldest.</summary>
    public void Root(RootLine line, byte[] text)
    {
        Write(EvidenceNames.Root(line.Number), text);
        Write(EvidenceNames.Signature(line.Number), Convert.FromBase64String(line.Signature!));
        _rootLines.Append(CultureInfo.InvariantCulture, $"{line}\n");
        _usedKeys.Add(line.KeyId!);
    }

    /// <summary>What can only be written when everything has been seen.</summary>
    public void Complete()
    {
        foreach (SensorId sensor in question.Sensors)
        {
            StringBuilder chain = new();
            chain.Append(CultureInfo.InvariantCulture, $"{EvidenceNames.ChainForm}\nsensor {sensor}\n")
                .Append(CultureInfo.InvariantCulture, $"days {question.From:yyyy-MM-dd} {question.To:yyyy-MM-dd}\n");
            foreach (EvidenceLink link in _links[sensor])
            {
                chain.Append(CultureInfo.InvariantCulture, $"{link}\n");
            }

            Write(FolderOf(sensor) + EvidenceNames.Chain, Encoding.ASCII.GetBytes(chain.ToString()));
            Write(FolderOf(sensor) + EvidenceNames.Readings, Encoding.ASCII.GetBytes(_csv[sensor].ToString()));
        }

        foreach (string key in _usedKeys)
        {
            Write(EvidenceNames.Key(key), Encoding.ASCII.GetBytes(PublicKeyPem.Write(keys[key])));
        }

        Write(EvidenceNames.Roots, Encoding.ASCII.GetBytes(_rootLines.ToString()));
        Write(EvidenceNames.ReadMe, Encoding.UTF8.GetBytes(EvidenceReadMe.Text));
    }

    private string FolderOf(SensorId sensor) =>
        string.Create(CultureInfo.InvariantCulture, $"{EvidenceNames.SensorFolder}{question.Sensors.IndexOf(sensor) + 1}/");

    private void Write(string name, byte[] bytes)
    {
        using Stream entry = archive.CreateEntry(name, CompressionLevel.Optimal).Open();
        entry.Write(bytes);
    }
}
