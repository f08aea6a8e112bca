using ColdChain.Core.Wire;

namespace ColdChain.Server.Ingest;

/// <summary>The columns of a series (<see cref="WireColumns"/>) while its batch is read.</summary>
internal sealed class ColumnsScratch : IDisposable
{
    private readonly ColumnScratch _sequences = new();
    private readonly ColumnScratch _times = new();
    private readonly ColumnScratch _values = new();
    private readonly ColumnScratch _flags = new();

    /// <summary>What was wrong with the columns themselves.</summary>
    private bool _isUneven;

    /// <summary>How many readings the longest column speaks of.</summary>
    public int Longest => Math.Max(Math.Max(_sequences.Count, _times.Count), Math.Max(_values.Count, _flags.Count));

    public void Dispose()
    {
        _sequences.Dispose();
        _times.Dispose();
        _values.Dispose();
        _flags.Dispose();
    }

    public void Read(ReadOnlySpan<byte> json, ref int at)
    {
        (bool sequences, bool times, bool values, bool flags) = (false, false, false, false);
        bool isNull = false;
        for (bool more = JsonScan.TakeFirst(json, ref at, '{', '}'); more; more = JsonScan.TakeNext(json, ref at, '}'))
        {
            ReadOnlySpan<byte> name = JsonScan.Name(json, ref at);
            if (name.SequenceEqual("sequences"u8))
            {
                sequences = true;
                isNull |= !_sequences.TryRead(json, ref at);
            }
            else if (name.SequenceEqual("times"u8))
            {
                times = true;
                isNull |= !_times.TryRead(json, ref at);
            }
            else if (name.SequenceEqual("values"u8))
            {
                values = true;
                isNull |= !_values.TryRead(json, ref at);
            }
            else if (name.SequenceEqual("flags"u8))
            {
                flags = true;
                isNull |= !_flags.TryRead(json, ref at);
            }
            else
            {
                JsonScan.Skip(json, ref at);
            }
        }

        if (!sequences || !times || !values || !flags)
        {
            throw JsonScan.Refuse(at, "the columns \"sequences\", \"times\", \"values\" and \"flags\" of a series");
        }

        int count = Longest;
        _isUneven = isNull || _sequences.Count != count || _times.Count != count || _values.Count != count || _flags.Count != count;
    }

    /// <summary>Adds the differences up to readings; null, or what is wrong with them.</summary>
    /// <param name="into">As long as the columns are, or as a batch may be.</param>
    public string? Unpack(Span<WireReading> into)
    {
        if (_isUneven)
        {
            return "The columns of a series are equally long: \"sequences\", \"times\", \"values\" and \"flags\".";
        }

        ReadOnlySpan<long> sequences = _sequences.Kept;
        ReadOnlySpan<long> times = _times.Kept;
        ReadOnlySpan<long> values = _values.Kept;
        ReadOnlySpan<long> flags = _flags.Kept;
        (long sequence, long time, long value, long flag) = (0, 0, 0, 0);
        for (int index = 0; index < into.Length; index++)
        {
            bool fits = TryAdd(ref sequence, sequences[index]) & TryAdd(ref time, times[index])
                & TryAdd(ref value, values[index]) & TryAdd(ref flag, flags[index]);
            if (!fits || value != unchecked((int)value) || flag != unchecked((int)flag))
            {
                return $"The columns of a series add up to a number that is too large, at reading {index + 1}.";
            }

            into[index] = new WireReading(sequence, time, unchecked((int)value), unchecked((int)flag));
        }

        return null;
    }

    /// <summary>False when the sum has more than 64 bits.</summary>
    private static bool TryAdd(ref long sum, long difference)
    {
        long before = sum;
        sum = unchecked(before + difference);
        return ((before ^ sum) & (difference ^ sum)) >= 0;
    }
}
