using System.Globalization;
using System.Text;
using ColdChain.Agent.Mqtt;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>A number written as text, alone as a payload or inside a JSON string.</summary>
internal static class NumberText
{
    /// <summary>A number with more characters is not one that a probe made.</summary>
    private const int LongestNumber = 64;

    /// <summary>A payload of format "number"; it has no time of its own.</summary>
    public static ProbeValue Read(NumberMeaning meaning, ReadOnlySpan<byte> payload, Instant receivedAt)
    {
        if (payload.IsEmpty)
        {
            return ProbeValue.Nothing; // By custom an empty message only clears what a broker retained.
        }

        ProbeValue value = Read(meaning, payload);
        (Instant at, ReadingFlags flags) = StatedTime.Of(written: null, receivedAt);
        return value is ProbeValue.Measured measured ? measured with { At = at, Flags = flags } : value;
    }

    public static ProbeValue Read(NumberMeaning meaning, ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> trimmed = text.Trim(" \t\r\n\0"u8);
        if (IsNoNumber(trimmed))
        {
            return new ProbeValue.Faulty(SensorFault.ProbeMissing, $"the device says {Shown(trimmed)}");
        }

        return trimmed.Length <= LongestNumber
            && decimal.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
            ? meaning.Interpret(number)
            : new ProbeValue.Faulty(SensorFault.Garbled, $"this is not a number: {Shown(trimmed)}");
    }

    /// <summary>The beginning of some bytes, for people.</summary>
    public static string Shown(ReadOnlySpan<byte> bytes) =>
        $"\"{LogText.OneLine(Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, LongestNumber)]), most: LongestNumber)}\"";

    /// <summary>How the printf of firmware writes a value that it does not have.</summary>
    private static bool IsNoNumber(ReadOnlySpan<byte> text) =>
        Ascii.EqualsIgnoreCase(text, "nan"u8) || Ascii.EqualsIgnoreCase(text, "-nan"u8)
        || Ascii.EqualsIgnoreCase(text, "inf"u8) || Ascii.EqualsIgnoreCase(text, "-inf"u8);
}
