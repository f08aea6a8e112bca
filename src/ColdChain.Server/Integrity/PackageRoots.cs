using System.Text;
using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;

namespace ColdChain.Server.Integrity;

/// <summary>The signed roots of a package, and what they say of a sensor.</summary>
internal sealed class PackageRoots(PackageFiles files, KeptRoots kept)
{
    private readonly Dictionary<SensorId, List<(long Root, ChainHead Head)>> _heads = [];

    public RootLine? Newest { get; private set; }

    public long Count { get; private set; }

    public IReadOnlyList<(long Root, ChainHead Head)> Of(SensorId sensor) => _heads.GetValueOrDefault(sensor) ?? [];

    /// <summary>All roots from the first on, each following from the one before, each signed.</summary>
    public Misfit? Check()
    {
        Dictionary<long, RootLine> lines = Lines();
        Digest previous = default;
        foreach (int number in files.Roots)
        {
            string entry = EvidenceNames.Root(number);
            byte[] text = files.Read(entry) ?? [];
            if (!DailyRootText.TryRead(text, out DailyRoot? root) || root.Number != number)
            {
                return PackageMisfits.Unreadable(entry);
            }

            if (number != Count + 1 || root.Previous != previous)
            {
                return PackageMisfits.Roots(Count + 1);
            }

            previous = Digest.Of(text);
            if (CheckSignature(number, previous, lines.GetValueOrDefault(number)) is { } misfit)
            {
                return misfit;
            }

            (Newest, Count) = (lines[number], number);
            foreach (ChainHead head in root.Heads)
            {
                (_heads.TryGetValue(head.Sensor, out List<(long, ChainHead)>? of) ? of : _heads[head.Sensor] = []).Add((number, head));
            }
        }

        return kept.Beyond(Count);
    }

    private Misfit? CheckSignature(long number, Digest hash, RootLine? line)
    {
        byte[]? signature = files.Read(EvidenceNames.Signature(number));
        if (signature is null || line?.KeyId is null)
        {
            return PackageMisfits.Missing(signature is null ? EvidenceNames.Signature(number) : EvidenceNames.Roots);
        }

        if (line.Hash != hash)
        {
            return PackageMisfits.Unreadable(EvidenceNames.Roots);
        }

        byte[]? pem = files.Read(EvidenceNames.Key(line.KeyId));
        byte[]? publicKey = pem is not null && PublicKeyPem.TryRead(Encoding.ASCII.GetString(pem), out byte[]? key) ? key : null;
        return RootCheck.CheckSignature(number, hash, (line.KeyId, signature), publicKey) ?? kept.Against(number, hash);
    }

    private Dictionary<long, RootLine> Lines()
    {
        Dictionary<long, RootLine> lines = [];
        foreach (string text in Encoding.ASCII.GetString(files.Read(EvidenceNames.Roots) ?? []).Split('\n'))
        {
            if (RootLine.TryParse(text, out RootLine? line))
            {
                lines[line.Number] = line;
            }
        }

        return lines;
    }
}
