using System.Text;

namespace ColdChain.Agent.Probes.Serial.Lines;

/// <summary>Text as it comes over a line: one character for each byte.</summary>
internal static class LineBytes
{
    /// <summary>Characters beyond one byte (℃, 度) become those of their UTF-8; a device that sends another code is matched by {*}.</summary>
    public static string Of(string text) => text.All(letter => letter <= '\xFF')
        ? text
        : string.Concat(text.EnumerateRunes().Select(rune => rune.Value <= 0xFF
            ? rune.ToString()
            : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(rune.ToString()))));
}
