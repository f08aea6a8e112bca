using System.Diagnostics.CodeAnalysis;
using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Embedded;

/// <summary>A block with everything in it computed anew: its chunks, their readings, their hashes and links.</summary>
/// <param name="Chunks">In the order of their links.</param>
/// <param name="Days">The readings of each.</param>
/// <param name="Hashes">Of their canonical bytes.</param>
/// <param name="Links">The sensor's chain after each.</param>
internal sealed record BlockOpening(BoundChunk[] Chunks, KeptDay[] Days, Digest[] Hashes, Digest[] Links)
{
    /// <summary>Whether the figures are those of the readings.</summary>
    public bool HasItsFigures => Chunks.Zip(Days).All(pair => pair.First.Figures == ChunkFigures.Of(pair.Second));

    /// <summary>The first two bytes of a hash.</summary>
    public static ushort CheckOf(Digest hash) => (ushort)((hash.ToArray()[0] << 8) | hash.ToArray()[1]);

    /// <returns>False where heads or readings cannot be read; what was read is not held against anything yet.</returns>
    public static bool TryOpen(
        BlockRow row, Func<ChunkId, ChunkPlace> placeOf, Func<int, ReadingOrigin?> originOf, [NotNullWhen(true)] out BlockOpening? opening)
    {
        opening = null;
        if (!BlockHeads.TryDecode(row.Id, row.Seals.First, row.Heads, out BoundChunk[]? chunks)
            || !BlockCodec.TryDecode(row.Id, chunks, row.Readings, out KeptDay[]? days)
            || !days.All(day => IsOfKnown(day, originOf)))
        {
            return false;
        }

        Digest[] hashes = [.. chunks.Zip(days, (chunk, day) => CanonicalChunk.Hash(placeOf(chunk.Id), day, journal => originOf(journal)!.Value))];
        Digest[] links = new Digest[hashes.Length];
        Digest before = row.Before;
        for (int index = 0; index < links.Length; index++)
        {
            before = links[index] = ChainLink.Next(before, row.FirstLink + index, hashes[index]);
        }

        opening = new BlockOpening(chunks, days, hashes, links);
        return true;
    }

    /// <summary>Whether it is known who stands behind every reading.</summary>
    public static bool IsOfKnown(KeptDay day, Func<int, ReadingOrigin?> originOf) => AreKnown(day.Readings.Span, originOf) && AreKnown(day.Conflicts.Span, originOf);

    private static bool AreKnown(ReadOnlySpan<KeptReading> readings, Func<int, ReadingOrigin?> originOf)
    {
        int? known = null;
        foreach (ref readonly KeptReading reading in readings)
        {
            if (reading.Journal != known && originOf(reading.Journal) is null)
            {
                return false;
            }

            known = reading.Journal;
        }

        return true;
    }
}
