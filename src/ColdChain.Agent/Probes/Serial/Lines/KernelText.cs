using System.Globalization;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;

namespace ColdChain.Agent.Probes.Serial.Lines;

/// <summary>The file w1_slave of Linux (Documentation/w1/slaves/w1_therm): the nine bytes of a DS18B20 twice, its check, and t=.</summary>
/// <remarks>
/// <code>
/// 7a 01 4b 46 7f ff 06 10 0b : crc=0b YES
/// 7a 01 4b 46 7f ff 06 10 0b t=23625
/// </code>
/// The kernel's YES is not enough: a shorted wire reads nine zeros, whose check sum fits (Tasmota#2708), and a probe that has
/// just got its supply gives 85.000 with 0x0C in its seventh byte (milesburton#289); a fridge at 85 degrees has another value there.
/// </remarks>
internal static class KernelText
{
    private const int Bytes = 9;
    private const int PowerUpMark = 0x0C;
    private const int PowerUpMilliCelsius = 85_000;

    /// <summary>Data sheet of the DS18B20: -55 to 125 °C.</summary>
    private static readonly MeasuringRange Range = new(Temperature.FromMilliCelsius(-55_000), Temperature.FromMilliCelsius(125_000));

    public static PointOutcome Read(string text)
    {
        string[] lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length != 2 || ReadBytes(lines[0]) is not { } bytes)
        {
            return PointOutcome.Faulted(SensorFault.Garbled, "is not the two lines of w1_slave");
        }

        if (!lines[0].EndsWith(" YES", StringComparison.Ordinal) || Check(bytes.AsSpan(0, Bytes - 1)) != bytes[^1])
        {
            return PointOutcome.Faulted(SensorFault.Garbled, "the check sum does not fit: a long or bad wire, or a counterfeit probe");
        }

        int mark = lines[1].LastIndexOf(" t=", StringComparison.Ordinal);
        bool isNumber = int.TryParse(
            lines[1].AsSpan(Math.Max(0, mark + 3)), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int milli);
        if (mark < 0 || !isNumber || ReadBytes(lines[1]) is not { } again || !again.SequenceEqual(bytes))
        {
            return PointOutcome.Faulted(SensorFault.Garbled, "the two lines of w1_slave do not belong together");
        }

        return Judge(bytes, milli);
    }

    private static PointOutcome Judge(byte[] bytes, int milli)
    {
        if (bytes.All(one => one == 0))
        {
            return PointOutcome.Faulted(SensorFault.ProbeMissing, "nine zeros: the wire is shorted, or there is no probe");
        }

        if (milli == PowerUpMilliCelsius && bytes[6] == PowerUpMark)
        {
            return PointOutcome.Faulted(SensorFault.Sentinel, "85.000 of a probe that has just got its supply");
        }

        Temperature value = Temperature.FromMilliCelsius(milli);
        return Range.Holds(value)
            ? PointOutcome.Measured(value)
            : PointOutcome.Faulted(SensorFault.OutOfRange, $"{value} is beyond what a DS18B20 measures");
    }

    private static byte[]? ReadBytes(string line)
    {
        byte[] bytes = new byte[Bytes];
        for (int index = 0; index < Bytes; index++)
        {
            int at = 3 * index;
            if (line.Length < at + 3 || line[at + 2] != ' '
                || !byte.TryParse(line.AsSpan(at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[index]))
            {
                return null;
            }
        }

        return bytes;
    }

    /// <summary>CRC-8 of 1-Wire: x^8 + x^5 + x^4 + 1, reflected, start 0 (Maxim application note 27).</summary>
    private static byte Check(ReadOnlySpan<byte> bytes)
    {
        int crc = 0;
        foreach (byte one in bytes)
        {
            crc ^= one;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0x8C;
            }
        }

        return (byte)crc;
    }
}
