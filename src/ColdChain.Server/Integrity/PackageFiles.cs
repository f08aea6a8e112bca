using System.Globalization;
using System.IO.Compression;

namespace ColdChain.Server.Integrity;

/// <summary>The entries of a package, which anybody may have made: each is read once, and none larger than it may be.</summary>
internal sealed class PackageFiles
{
    private const int MostEntries = 1_000_000;

    /// <summary>The readings of one sensor for ten years at a minute, as text.</summary>
    private const int MostBytes = 1 << 30;

    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);

    private PackageFiles()
    {
    }

    /// <summary>Null where the archive has too many entries, or two of one name.</summary>
    public static PackageFiles? Of(ZipArchive archive)
    {
        PackageFiles files = new();
        return archive.Entries.Count <= MostEntries && archive.Entries.All(entry => files._entries.TryAdd(entry.FullName, entry)) ? files : null;
    }

    /// <summary>The numbers of the sensors' folders, in order.</summary>
    public IEnumerable<int> SensorFolders => Numbers(EvidenceNames.SensorFolder, "/" + EvidenceNames.Chain);

    /// <summary>The numbers of the roots, in order.</summary>
    public IEnumerable<int> Roots => Numbers(EvidenceNames.RootFolder, ".txt");

    public bool Has(string name) => _entries.ContainsKey(name);

    public IEnumerable<string> Under(string folder) => _entries.Keys.Where(name => name.StartsWith(folder, StringComparison.Ordinal));

    /// <summary>Null where it is not there or is too large.</summary>
    public byte[]? Read(string name)
    {
        if (!_entries.TryGetValue(name, out ZipArchiveEntry? entry) || entry.Length > MostBytes)
        {
            return null;
        }

        using Stream stream = entry.Open();
        using MemoryStream bytes = new();
        byte[] room = new byte[81_920];
        for (int read = stream.Read(room); read > 0; read = stream.Read(room))
        {
            // What an entry says of its own length may be a lie.
            if (bytes.Length + read > MostBytes)
            {
                return null;
            }

            bytes.Write(room, 0, read);
        }

        return bytes.ToArray();
    }

    private IEnumerable<int> Numbers(string folder, string ending) => Under(folder)
        .Where(name => name.EndsWith(ending, StringComparison.Ordinal) && name.Length > folder.Length + ending.Length)
        .Select(name => int.TryParse(
            name.AsSpan(folder.Length, name.Length - folder.Length - ending.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : 0)
        .Where(number => number > 0)
        .Order();
}
