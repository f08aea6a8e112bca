using System.Buffers;
using System.Globalization;
using System.Text;
using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Influx;

/// <summary>How a reading is written in InfluxDB's line protocol.</summary>
/// <remarks>
/// <c>readings,sensor=gaochuan/fridge-1/top v=4100i,f=1i,s=29626080i,j=3i 1777564860000</c>: <c>v</c> thousandths of a degree,
/// <c>f</c> flags (left out when there are none), <c>s</c> the minute in which the server stored it, <c>j</c> the number of the
/// journal that brought it; the time in milliseconds. All whole numbers: InfluxDB's floats would round.
/// </remarks>
public static class LineProtocol
{
    public const string Measurement = "readings";

    public const string SensorTag = "sensor";

    /// <summary>Five numbers of at most 20 digits with their names.</summary>
    private const int MostBytesAfterSeries = 128;

    /// <summary>The fields in the order in which rows give them.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["v", "f", "s", "j"];

    /// <summary>What every line of a sensor begins with, made once: measurement, tag and the space after them.</summary>
    /// <exception cref="ArgumentException">
    /// The text has a control character or ends with a backslash, which the protocol cannot say in a tag. No sensor's id does.
    /// </exception>
    public static byte[] SeriesOf(string sensor)
    {
        ArgumentException.ThrowIfNullOrEmpty(sensor);
        if (sensor.Any(char.IsControl) || sensor.EndsWith('\\'))
        {
            throw new ArgumentException("A tag can hold no control character and cannot end with a backslash.", nameof(sensor));
        }

        StringBuilder series = new($"{Measurement},{SensorTag}=");
        foreach (char letter in sensor)
        {
            if (letter is ',' or '=' or ' ')
            {
                series.Append('\\');
            }

            series.Append(letter);
        }

        return Encoding.UTF8.GetBytes(series.Append(' ').ToString());
    }

    /// <param name="lines">Gets one line with its end.</param>
    /// <param name="series">Of <see cref="SeriesOf"/>.</param>
    /// <param name="dayStart">Unix milliseconds of the day that the reading's offset counts from.</param>
    /// <param name="reading">One of that day.</param>
    public static void Write(IBufferWriter<byte> lines, ReadOnlySpan<byte> series, long dayStart, in KeptReading reading)
    {
        ArgumentNullException.ThrowIfNull(lines);
        Span<byte> line = lines.GetSpan(series.Length + MostBytesAfterSeries);
        series.CopyTo(line);
        int length = series.Length;
        Field(line, ref length, "v="u8, reading.MilliCelsius);
        if (reading.Flags != 0)
        {
            Field(line, ref length, ",f="u8, reading.Flags);
        }

        Field(line, ref length, ",s="u8, reading.StoredMinute);
        Field(line, ref length, ",j="u8, reading.Journal);
        line[length++] = (byte)' ';
        Number(line, ref length, dayStart + reading.Offset);
        line[length++] = (byte)'\n';
        lines.Advance(length);
    }

    private static void Field(Span<byte> line, ref int length, ReadOnlySpan<byte> name, long value)
    {
        name.CopyTo(line[length..]);
        length += name.Length;
        Number(line, ref length, value);
        line[length++] = (byte)'i';
    }

    private static void Number(Span<byte> line, ref int length, long value)
    {
        value.TryFormat(line[length..], out int written, provider: CultureInfo.InvariantCulture);
        length += written;
    }
}
