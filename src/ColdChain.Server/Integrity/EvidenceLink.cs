using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ColdChain.Core.Integrity;

namespace ColdChain.Server.Integrity;

/// <summary>A line of a sensor's chain in a package: <c>41 2026-11-20 0 chunk-hash chain-hash</c>.</summary>
/// <param name="Link">From 1, without holes.</param>
/// <param name="Day">Of the chunk.</param>
/// <param name="Part">Of the day.</param>
/// <param name="Chunk">SHA-256 of its canonical bytes.</param>
/// <param name="Chain">The link itself (<see cref="ChainLink"/>).</param>
internal sealed record EvidenceLink(long Link, DateOnly Day, int Part, Digest Chunk, Digest Chain)
{
    public static bool TryParse(string text, [NotNullWhen(true)] out EvidenceLink? link)
    {
        string[] parts = text.Split(' ');
        link = null;
        if (parts.Length == 5
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            && DateOnly.TryParseExact(parts[1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out int part)
            && Digest.TryParse(parts[3], out Digest chunk) && Digest.TryParse(parts[4], out Digest chain))
        {
            link = new EvidenceLink(number, day, part, chunk, chain);
        }

        return link is not null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Link} {Day:yyyy-MM-dd} {Part} {Chunk} {Chain}");
}
