using ColdChain.Core.Wire;

namespace ColdChain.Server.History.Embedded;

/// <summary>The new readings of one request as the bytes of its row.</summary>
/// <remarks>
/// Numbers as <see cref="PackedWriter"/> writes them. A series follows the other to the end of the bytes:
/// <code>
/// sensor number   count   count times: milliseconds after the one before (the first: since 1970), signed
///                                      thousandths of a degree more than the one before (the first: than 0), signed
///                                      flags
/// </code>
/// By time; of two values for one moment the one that came first stands first. Sequences are not here: which were received
/// is kept as ranges of their journal.
/// </remarks>
internal static class ArrivalBlob
{
    /// <summary>The most readings that a series of a row may claim; a request has fewer.</summary>
    private const int MostReadings = 1_000_000;

    public static void Add(PackedWriter writer, int sensor, ReadOnlySpan<WireReading> readings)
    {
        writer.Unsigned((ulong)sensor);
        writer.Unsigned((ulong)readings.Length);
        (long time, long value) = (0, 0);
        foreach (ref readonly WireReading reading in readings)
        {
            writer.Signed(reading.MeasuredAt - time);
            writer.Signed(reading.MilliCelsius - value);
            writer.Unsigned((ulong)reading.Flags);
            (time, value) = (reading.MeasuredAt, reading.MilliCelsius);
        }
    }

    /// <summary>Each series of a row; the array is the caller's until the next call. False when the bytes are damaged.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, Action<int, Memory<WireReading>> take)
    {
        ReadOnlySpan<byte> rest = bytes;
        bool isDamaged = false;
        WireReading[] readings = [];
        while (!rest.IsEmpty)
        {
            (int sensor, int count) = (PackedNumber.Int32(ref rest, ref isDamaged), PackedNumber.Int32(ref rest, ref isDamaged));
            if (isDamaged || count > MostReadings || count > rest.Length)
            {
                return false;
            }

            readings = readings.Length < count ? new WireReading[count] : readings;
            Int128 time = 0;
            Int128 value = 0;
            for (int index = 0; index < count; index++)
            {
                time += PackedNumber.Signed(ref rest, ref isDamaged);
                value += PackedNumber.Signed(ref rest, ref isDamaged);
                int flags = PackedNumber.Int32(ref rest, ref isDamaged);
                if (isDamaged || time < 0 || time > long.MaxValue || value < int.MinValue || value > int.MaxValue || flags > ushort.MaxValue)
                {
                    return false;
                }

                readings[index] = new WireReading(0, (long)time, (int)value, flags);
            }

            take(sensor, readings.AsMemory(0, count));
        }

        return true;
    }
}
