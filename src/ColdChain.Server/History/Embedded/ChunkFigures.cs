using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Embedded;

/// <summary>What overviews need of a chunk without opening it.</summary>
/// <remarks>
/// As bytes, each number in seven-bit groups, low ones first; signed ones folded (0, -1, 1, -2 become 0, 1, 2, 3):
/// <code>
/// count  conflicts  [first  last-first  longest gap: times]  [lowest  highest-lowest  sum-count*lowest: signed, unsigned, unsigned]
/// </code>
/// A time in whole seconds is twice the seconds; any other is twice the milliseconds and one.
/// The first bracket is there when count is not zero, the second when count or conflicts are not. Lowest and highest are of
/// all values, conflicts too; the sum is of the readings alone, so its difference is never negative.
/// Overviews show what stands here unopened, so from format 6 on three bytes are before it: the lowest 14 bits of
/// <see cref="CheckedBytes.SumOf(long, ReadOnlySpan{byte})"/>, seven in each of the first two with the highest bit set, and a zero. No
/// number is written so, and whichever bit of the three is flipped, what then seems to be without a sum has too many numbers or too few.
/// </remarks>
/// <param name="Count">Readings that are no conflicts; may be zero in an addendum.</param>
/// <param name="Conflicts">Further values.</param>
/// <param name="First">Offset of the first reading in its day.</param>
/// <param name="Last">Offset of the last reading.</param>
/// <param name="LongestGap">Between two neighbouring readings; zero when there is one.</param>
/// <param name="Lowest">In thousandths of a degree.</param>
/// <param name="Highest">In thousandths of a degree.</param>
/// <param name="Sum">Of the readings, in thousandths of a degree.</param>
internal readonly record struct ChunkFigures(
    int Count, int Conflicts, int First, int Last, int LongestGap, int Lowest, int Highest, long Sum)
{
    private const int DayMilliseconds = 86_400_000;
    private const int SumBytes = 3;

    /// <summary>The bit of a byte behind which a number goes on.</summary>
    private const int Further = 0x80;

    private const int LowBits = 0x7f;
    private const int SumMask = (1 << 14) - 1;

    public static ChunkFigures Of(KeptDay day)
    {
        ReadOnlySpan<KeptReading> readings = day.Readings.Span;
        (int lowest, int highest, long sum, int gap) = (int.MaxValue, int.MinValue, 0, 0);
        for (int index = 0; index < readings.Length; index++)
        {
            int value = readings[index].MilliCelsius;
            sum += value;
            lowest = Math.Min(lowest, value);
            highest = Math.Max(highest, value);
            gap = index == 0 ? 0 : Math.Max(gap, readings[index].Offset - readings[index - 1].Offset);
        }

        foreach (ref readonly KeptReading conflict in day.Conflicts.Span)
        {
            lowest = Math.Min(lowest, conflict.MilliCelsius);
            highest = Math.Max(highest, conflict.MilliCelsius);
        }

        return new ChunkFigures(
            readings.Length,
            day.Conflicts.Length,
            readings.IsEmpty ? 0 : readings[0].Offset,
            readings.IsEmpty ? 0 : readings[^1].Offset,
            gap,
            lowest,
            highest,
            sum);
    }

    /// <summary>As column <c>figures</c> of the row with that key.</summary>
    public byte[] ToBytes(ChunkId id)
    {
        using PackedWriter writer = new();
        writer.Unsigned((ulong)Count);
        writer.Unsigned((ulong)Conflicts);
        if (Count > 0)
        {
            writer.Unsigned(Folded(First));
            writer.Unsigned(Folded(Last - First));
            writer.Unsigned(Folded(LongestGap));
        }

        if (Count + Conflicts > 0)
        {
            writer.Signed(Lowest);
            writer.Unsigned((ulong)((long)Highest - Lowest));
            writer.Unsigned((ulong)(Sum - ((long)Count * Lowest)));
        }

        int sum = CheckedBytes.SumOf(id.Number, writer.Written);
        return [(byte)(Further | (sum & LowBits)), (byte)(Further | ((sum >> 7) & LowBits)), 0, .. writer.Written];
    }

    /// <summary>Whether the row has these figures, with the sum or, up to format 5, without.</summary>
    public bool IsAsWritten(ChunkId id, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> whole = ToBytes(id);
        return bytes.SequenceEqual(whole) || bytes.SequenceEqual(whole[SumBytes..]);
    }

    /// <summary>False for bytes that no chunk has, or another.</summary>
    public static bool TryRead(ChunkId id, ReadOnlySpan<byte> bytes, out ChunkFigures figures)
    {
        ReadOnlySpan<byte> rest = HasSum(bytes) ? bytes[SumBytes..] : bytes;
        bool isDamaged = HasSum(bytes) && (((bytes[1] & LowBits) << 7) | (bytes[0] & LowBits)) != (CheckedBytes.SumOf(id.Number, rest) & SumMask);
        figures = default;
        (long count, long conflicts) = (PackedNumber.Int32(ref rest, ref isDamaged), PackedNumber.Int32(ref rest, ref isDamaged));
        (long first, long length, long gap) = count > 0 ? (Time(ref rest), Time(ref rest), Time(ref rest)) : (0, 0, 0);
        (long lowest, long width, long above) = count + conflicts > 0
            ? (PackedNumber.Signed(ref rest, ref isDamaged), PackedNumber.Int64(ref rest, ref isDamaged), PackedNumber.Int64(ref rest, ref isDamaged))
            : (0, 0, 0);
        bool isRead = rest.IsEmpty && !isDamaged && count <= ChunkCodec.MostReadings && conflicts <= ChunkCodec.MostReadings && first <= DayMilliseconds && length <= DayMilliseconds && gap <= DayMilliseconds && lowest is >= int.MinValue and <= int.MaxValue
            && width <= uint.MaxValue && lowest + width <= int.MaxValue && above <= long.MaxValue / 2;
        if (isRead)
        {
            figures = new ChunkFigures(
                (int)count, (int)conflicts, (int)first, (int)(first + length), (int)gap, (int)lowest, (int)(lowest + width), (count * lowest) + above);
        }

        return isRead;

        long Time(ref ReadOnlySpan<byte> from) => Unfolded(PackedNumber.Int64(ref from, ref isDamaged));
    }

    private static bool HasSum(ReadOnlySpan<byte> bytes) => bytes is [>= Further, >= Further, 0, ..];

    private static ulong Folded(int milliseconds) =>
        milliseconds % 1_000 == 0 ? (ulong)milliseconds / 1_000 * 2 : ((ulong)milliseconds * 2) + 1;

    /// <summary>More than a day for what no chunk holds.</summary>
    private static long Unfolded(long folded) =>
        folded % 2 == 1 ? folded / 2 : folded > DayMilliseconds ? long.MaxValue : folded / 2 * 1_000;
}
