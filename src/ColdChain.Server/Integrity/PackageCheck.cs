using System.Globalization;
using System.IO.Compression;
using System.Text;
using ColdChain.Core.Integrity;
using ColdChain.Server.Persistence;

namespace ColdChain.Server.Integrity;

/// <summary>Checks a package of evidence by itself: no database, no key but the one in it, on any machine.</summary>
internal sealed class PackageCheck(PackageFiles files, KeptRoots kept)
{
    private readonly PackageRoots _roots = new(files, kept);
    private long _chunks;
    private long _opened;
    private long _readings;
    private long _conflicts;
    private long _underNoRoot;
    private int _sensors;

    public static VerifyReport Run(string path, KeptRoots kept)
    {
        try
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            return PackageFiles.Of(archive) is { } files
                ? new PackageCheck(files, kept).Run()
                : new VerifyReport { First = PackageMisfits.NoPackage("two of its entries have one name, or it has too many") };
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or NotSupportedException || FileDamage.Is(fault))
        {
            return new VerifyReport { First = PackageMisfits.NoPackage(fault.Message) };
        }
    }

    private VerifyReport Run()
    {
        Misfit? first = _roots.Check() ?? (files.SensorFolders.Any() ? null : PackageMisfits.NoPackage("it has no sensor"));
        foreach (int folder in first is null ? files.SensorFolders : [])
        {
            first ??= CheckSensor(string.Create(CultureInfo.InvariantCulture, $"{EvidenceNames.SensorFolder}{folder}/"));
        }

        return new VerifyReport
        {
            First = first,
            Chunks = _chunks,
            Opened = _opened,
            Sensors = _sensors,
            Readings = _readings,
            Conflicts = _conflicts,
            Roots = _roots.Count,
            NewestRoot = _roots.Newest,
            UnderNoRoot = _underNoRoot,
        };
    }

    private Misfit? CheckSensor(string folder)
    {
        if (PackageChain.Read(files.Read(folder + EvidenceNames.Chain) ?? []) is not { } chain)
        {
            return PackageMisfits.Unreadable(folder + EvidenceNames.Chain);
        }

        Digest before = default;
        StringBuilder csv = new(EvidenceCsv.Header);
        HashSet<string> named = [folder + EvidenceNames.Chain, folder + EvidenceNames.Readings];
        for (int index = 0; index < chain.Links.Count; index++)
        {
            EvidenceLink link = chain.Links[index];
            if (link.Link != index + 1 || ChainLink.Next(before, link.Link, link.Chunk) != link.Chain)
            {
                return PackageMisfits.Chain(chain.Sensor.ToString(), index + 1);
            }

            before = link.Chain;
            string entry = folder + EvidenceNames.Chunk(link.Day, link.Part);
            bool isHeld = link.Day >= chain.From && link.Day <= chain.To;
            if (isHeld && (!named.Add(entry) ? PackageMisfits.Unreadable(entry) : CheckChunk(entry, chain, link, csv)) is { } misfit)
            {
                return misfit;
            }
        }

        (_sensors, _chunks) = (_sensors + 1, _chunks + chain.Links.Count);
        return CheckUnderRoots(chain)
            ?? files.Under(folder).Where(entry => !named.Contains(entry)).Select(PackageMisfits.Unreadable).FirstOrDefault()
            ?? (Encoding.ASCII.GetBytes(csv.ToString()).AsSpan().SequenceEqual(files.Read(folder + EvidenceNames.Readings))
                ? null
                : PackageMisfits.OtherCsv(folder + EvidenceNames.Readings));
    }

    private Misfit? CheckChunk(string entry, PackageChain chain, EvidenceLink link, StringBuilder csv)
    {
        if (files.Read(entry) is not { } bytes)
        {
            return PackageMisfits.Missing(entry);
        }

        if (Digest.Of(bytes) != link.Chunk)
        {
            return PackageMisfits.OtherHash(entry);
        }

        if (!CanonicalChunkReader.TryRead(bytes, out CanonicalChunkReader? chunk))
        {
            return PackageMisfits.Unreadable(entry);
        }

        if (chunk.Place.Sensor != chain.Sensor || DayCalendar.DateOf(chunk.Place.Day) != link.Day || chunk.Place.Part != link.Part)
        {
            return PackageMisfits.OtherPlace(entry);
        }

        EvidenceCsv.Append(csv, chunk);
        _opened++;
        _readings += chunk.Day.Readings.Length;
        _conflicts += chunk.Day.Conflicts.Length;
        return null;
    }

    /// <summary>Every head that a root has of the sensor is in the chain; what is after the last of them is under no root yet.</summary>
    private Misfit? CheckUnderRoots(PackageChain chain)
    {
        long covered = 0;
        foreach ((long root, ChainHead head) in _roots.Of(chain.Sensor))
        {
            if (head.Link < 1 || head.Link > chain.Links.Count || chain.Links[(int)head.Link - 1].Chain != head.Chain)
            {
                return PackageMisfits.NotInRoot(root, chain.Sensor.ToString(), head.Link);
            }

            covered = Math.Max(covered, head.Link);
        }

        _underNoRoot += chain.Links.Count - covered;
        return null;
    }
}
