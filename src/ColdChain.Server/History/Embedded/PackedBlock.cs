using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Embedded;

/// <summary>So many readings of an open day in a row, in memory alone: 2 to 5 bytes each where a plain one has 20.</summary>
/// <remarks>
/// Each reading as <see cref="PackedWriter"/> writes numbers, from the one before it (the first: from the block's first moment and zeros):
/// <code>
/// change of the interval, folded, times four, and what is told of its source
/// thousandths of a degree more, signed
/// [minutes later that it was stored, signed   flags   number of its journal]     when the source is told anew
/// </code>
/// </remarks>
/// <param name="First">The offset of its first reading.</param>
/// <param name="Bytes">Never changed.</param>
internal readonly record struct PackedBlock(int First, byte[] Bytes)
{
    /// <summary>Few enough that one is looked through for a single moment, many enough that its own cost is little [P].</summary>
    public const int Size = 128;

    /// <summary>As of the reading before.</summary>
    private const int SameSource = 0;

    /// <summary>As of the reading before, a minute later: what is measured and sent each minute.</summary>
    private const int NextMinute = 1;

    private const int OtherSource = 2;

    /// <param name="readings">By time; exactly <see cref="Size"/>.</param>
    public static PackedBlock Of(ReadOnlySpan<KeptReading> readings)
    {
        using PackedWriter writer = new();
        KeptReading before = new(readings[0].Offset, 0, 0, 0, 0);
        int interval = 0;
        foreach (ref readonly KeptReading reading in readings)
        {
            int next = reading.Offset - before.Offset;
            int source = SourceOf(before, reading);
            writer.Unsigned(((ulong)Folded(next - interval) << 2) | (uint)source);
            writer.Signed((long)reading.MilliCelsius - before.MilliCelsius);
            if (source == OtherSource)
            {
                writer.Signed((long)reading.StoredMinute - before.StoredMinute);
                writer.Unsigned(reading.Flags);
                writer.Unsigned((ulong)reading.Journal);
            }

            (before, interval) = (reading, next);
        }

        return new PackedBlock(readings[0].Offset, writer.Written.ToArray());
    }

    /// <param name="room">Takes <see cref="Size"/> readings.</param>
    public void CopyTo(Span<KeptReading> room)
    {
        ReadOnlySpan<byte> rest = Bytes;
        bool isDamaged = false;
        (int offset, int interval, int value) = (First, 0, 0);
        (int minute, ushort flags, int journal) = (0, 0, 0);
        for (int index = 0; index < Size; index++)
        {
            ulong head = PackedNumber.Unsigned(ref rest, ref isDamaged);
            interval += Unfolded((uint)(head >> 2));
            offset += interval;
            value = (int)(value + PackedNumber.Signed(ref rest, ref isDamaged));
            int source = (int)(head & 3);
            minute += source == NextMinute ? 1 : 0;
            if (source == OtherSource)
            {
                minute = (int)(minute + PackedNumber.Signed(ref rest, ref isDamaged));
                flags = (ushort)PackedNumber.Int32(ref rest, ref isDamaged);
                journal = PackedNumber.Int32(ref rest, ref isDamaged);
            }

            room[index] = new KeptReading(offset, value, flags, minute, journal);
        }
    }

    private static int SourceOf(in KeptReading before, in KeptReading reading) =>
        (reading.Flags, reading.Journal) != (before.Flags, before.Journal) ? OtherSource
        : reading.StoredMinute == before.StoredMinute ? SameSource
        : reading.StoredMinute == before.StoredMinute + 1 ? NextMinute
        : OtherSource;

    private static uint Folded(int number) => unchecked((uint)((number << 1) ^ (number >> 31)));

    private static int Unfolded(uint folded) => (int)(folded >> 1) ^ -(int)(folded & 1);
}
