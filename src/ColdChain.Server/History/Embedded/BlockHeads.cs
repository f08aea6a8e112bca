using System.Diagnostics.CodeAnalysis;
using ColdChain.Server.History.Embedded.Codec;

namespace ColdChain.Server.History.Embedded;

/// <summary>The chunks of a block as columns, in the order of their links: day, part, seal number, figures, check.</summary>
/// <remarks>
/// Each number is coded as its difference to that of the chunk before, under a model of its column; temperatures as multiples
/// of a step that is said once. docs/formats/history.md draws it.
/// </remarks>
internal static class BlockHeads
{
    /// <summary>A span has 24 days; the rest is for what came late.</summary>
    public const int MostChunks = 128;

    /// <summary>The columns share the numbers of the models of a chunk; those that expect nothing at first.</summary>
    private const int Day = ChunkModels.ValueFar;
    private const int Part = ChunkModels.MomentFar;
    private const int Seal = ChunkModels.MomentsMissing;
    private const int Count = ChunkModels.Surprise;
    private const int Conflicts = ChunkModels.SurpriseRun;
    private const int First = ChunkModels.SurpriseLongRun;
    private const int Last = ChunkModels.StoredMinute;
    private const int Gap = ChunkModels.StoredFar;
    private const int Lowest = ChunkModels.Flags;
    private const int Width = ChunkModels.Journal;
    private const int Sum = ChunkModels.Head;

    /// <param name="block">Whose chunks they are.</param>
    /// <param name="firstSeal">Of the first of them.</param>
    /// <param name="chunks">In the order of their links.</param>
    /// <param name="version"><see cref="CheckedBytes"/>.</param>
    public static byte[] Encode(BlockId block, long firstSeal, ReadOnlySpan<BoundChunk> chunks, byte version = CheckedBytes.Newest)
    {
        Span<short> models = stackalloc short[ChunkModels.Length];
        using StretchList stretches = new();
        SymbolWriter writer = new(models, stretches);
        NumberCoding.Number(ref writer, Sum, (uint)chunks.Length);
        BoundChunk[] room = chunks.ToArray();
        Code(ref writer, (block, firstSeal), room, StepOf(chunks));
        return CheckedBytes.Of(writer, block.Place, version);
    }

    /// <returns>False where the bytes are no heads, or were changed or cut.</returns>
    public static bool TryDecode(BlockId block, long firstSeal, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out BoundChunk[]? chunks)
    {
        chunks = null;
        if (!CheckedBytes.TryOpen(bytes, block.Place, out ReadOnlySpan<byte> stream))
        {
            return false;
        }

        Span<short> models = stackalloc short[ChunkModels.Length];
        uint state = 0;
        int next = 0;
        SymbolReader reader = new(stream, models, ref state, ref next);
        uint count = NumberCoding.Number(ref reader, Sum, 0);
        if (count is 0 or > MostChunks)
        {
            return false;
        }

        BoundChunk[] room = new BoundChunk[count];
        Code(ref reader, (block, firstSeal), room, 0);
        chunks = reader.IsAtEnd && Array.TrueForAll(room, chunk => IsOf(block, chunk)) ? room : null;
        return chunks is not null;
    }

    private static bool IsOf(BlockId block, BoundChunk chunk) => chunk.Figures is { Count: >= 0, Conflicts: >= 0 }
        && chunk.Id.Day >= block.FirstDay && chunk.Id.Day < block.FirstDay + BlockId.DaysOfSpan && chunk.Id.Part is >= 0 and < ChunkId.MostParts;

    private static void Code<TCoder>(ref TCoder coder, (BlockId Id, long FirstSeal) block, Span<BoundChunk> chunks, int step)
        where TCoder : ISymbolCoder, allows ref struct
    {
        unchecked
        {
            step = Math.Max((int)NumberCoding.Number(ref coder, Sum, (uint)step), 1);
            BoundChunk before = new(new ChunkId(block.Id.FirstDay, block.Id.Sensor, 0), block.FirstSeal, default, 0);
            foreach (ref BoundChunk chunk in chunks)
            {
                ChunkId id = new(
                    Next(ref coder, Day, before.Id.Day, chunk.Id.Day), block.Id.Sensor, Next(ref coder, Part, before.Id.Part, chunk.Id.Part));
                long seal = before.Seal + Next(ref coder, Seal, 0, (int)(chunk.Seal - before.Seal));
                ChunkFigures figures = CodeFigures(ref coder, before.Figures, chunk.Figures, step);
                uint check = (coder.Bits((uint)chunk.Check >> 8, 8) << 8) | coder.Bits((uint)chunk.Check & 0xFF, 8);
                chunk = new BoundChunk(id, seal, figures, (ushort)check);
                before = chunk;
            }
        }
    }

    private static ChunkFigures CodeFigures<TCoder>(ref TCoder coder, ChunkFigures before, ChunkFigures figures, int step)
        where TCoder : ISymbolCoder, allows ref struct
    {
        unchecked
        {
            int count = Next(ref coder, Count, before.Count, figures.Count);
            int conflicts = Next(ref coder, Conflicts, before.Conflicts, figures.Conflicts);
            int first = Next(ref coder, First, before.First, figures.First);
            int last = Next(ref coder, Last, before.Last, figures.Last);
            int gap = Next(ref coder, Gap, before.LongestGap, figures.LongestGap);
            int lowest = Next(ref coder, Lowest, before.Lowest / step, figures.Lowest / step) * step;
            int width = Next(ref coder, Width, Of(before).Width / step, Of(figures).Width / step) * step;
            long above = CodeAbove(ref coder, Of(before).Above / step, Of(figures).Above / step) * step;
            return new ChunkFigures(count, conflicts, first, last, gap, lowest, lowest + width, ((long)count * lowest) + above);
        }
    }

    /// <summary>How far the highest is above the lowest, and by how much the sum is more than that of as many of the lowest.</summary>
    private static (int Width, long Above) Of(ChunkFigures figures) =>
        unchecked((figures.Highest - figures.Lowest, figures.Sum - ((long)figures.Count * figures.Lowest)));

    private static long CodeAbove<TCoder>(ref TCoder coder, long before, long above)
        where TCoder : ISymbolCoder, allows ref struct
    {
        unchecked
        {
            // Seldom more than 31 bits; what is above them is said first, and is mostly nothing.
            ulong folded = (ulong)(((above - before) << 1) ^ ((above - before) >> 63));
            ulong high = NumberCoding.Number(ref coder, Gap, (uint)(folded >> 32));
            ulong found = (high << 32) | NumberCoding.Number(ref coder, Sum, (uint)folded);
            return before + ((long)(found >> 1) ^ -(long)(found & 1));
        }
    }

    private static int Next<TCoder>(ref TCoder coder, int model, int before, int now)
        where TCoder : ISymbolCoder, allows ref struct => unchecked(before + NumberCoding.Signed(ref coder, model, now - before));

    /// <summary>What all temperatures of the figures are multiples of; 1 where they are not of one step.</summary>
    private static int StepOf(ReadOnlySpan<BoundChunk> chunks)
    {
        long step = 0;
        foreach (BoundChunk chunk in chunks)
        {
            (int width, long above) = Of(chunk.Figures);
            foreach (long number in (ReadOnlySpan<long>)[chunk.Figures.Lowest, width, above])
            {
                for (long rest = number; rest != 0;)
                {
                    (step, rest) = (rest, step % rest);
                }
            }
        }

        return Math.Abs(step) is var found and > 0 and <= int.MaxValue ? (int)found : 1;
    }
}
