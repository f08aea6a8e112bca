using System.Diagnostics.CodeAnalysis;

namespace ColdChain.Core.Wire;

/// <summary>The readings of one series by columns, each number as its difference to the one before; the first to zero.</summary>
/// <remarks>
/// The same integers as in rows, in an order that packs three to five times smaller: a sensor that speaks once a minute
/// has the same difference of time again and again, and a fridge hardly changes from one reading to the next.
/// </remarks>
public sealed record WireColumns
{
    public required IReadOnlyList<long> Sequences { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required IReadOnlyList<long> Times { get; init; }

    /// <summary>Thousandths of a degree Celsius.</summary>
    public required IReadOnlyList<long> Values { get; init; }

    public required IReadOnlyList<long> Flags { get; init; }

    /// <summary>How many readings the longest column speaks of; known before anything is unpacked.</summary>
    public int Longest => Math.Max(
        Math.Max(Sequences?.Count ?? 0, Times?.Count ?? 0), Math.Max(Values?.Count ?? 0, Flags?.Count ?? 0));

    public static WireColumns Of(IReadOnlyList<WireReading> readings) => new()
    {
        Sequences = Differences(readings, reading => reading.Sequence),
        Times = Differences(readings, reading => reading.MeasuredAt),
        Values = Differences(readings, reading => reading.MilliCelsius),
        Flags = Differences(readings, reading => reading.Flags),
    };

    /// <summary>The readings, or what is wrong with the columns in words. JSON may hold null where C# does not expect it.</summary>
    public bool TryRead(
        [NotNullWhen(true)] out IReadOnlyList<WireReading>? readings, [NotNullWhen(false)] out string? mistake)
    {
        readings = null;
        mistake = null;
        int count = Longest;
        if (Sequences?.Count != count || Times?.Count != count || Values?.Count != count || Flags?.Count != count)
        {
            mistake = "The columns of a series are equally long: \"sequences\", \"times\", \"values\" and \"flags\".";
            return false;
        }

        List<WireReading> read = new(count);
        (Int128 sequence, Int128 time, Int128 value, Int128 flags) = (0, 0, 0, 0);
        for (int index = 0; index < count; index++)
        {
            sequence += Sequences[index];
            time += Times[index];
            value += Values[index];
            flags += Flags[index];
            if (!Fits(sequence, long.MinValue, long.MaxValue) || !Fits(time, long.MinValue, long.MaxValue)
                || !Fits(value, int.MinValue, int.MaxValue) || !Fits(flags, int.MinValue, int.MaxValue))
            {
                mistake = $"The columns of a series add up to a number that is too large, at reading {index + 1}.";
                return false;
            }

            read.Add(new WireReading((long)sequence, (long)time, (int)value, (int)flags));
        }

        readings = read;
        return true;
    }

    private static bool Fits(Int128 number, long least, long most) => number >= least && number <= most;

    private static long[] Differences(IReadOnlyList<WireReading> readings, Func<WireReading, long> column)
    {
        long[] differences = new long[readings.Count];
        long before = 0;
        for (int index = 0; index < readings.Count; index++)
        {
            long value = column(readings[index]);
            differences[index] = value - before;
            before = value;
        }

        return differences;
    }
}
