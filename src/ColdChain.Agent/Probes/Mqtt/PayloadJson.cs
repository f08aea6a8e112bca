using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>JSON as devices write it: parsed where any of it can be saved, so that later no reading of it can fail.</summary>
/// <remarks>Bare <c>nan</c> becomes null; bytes that are no UTF-8 and halves of surrogate pairs become U+FFFD.</remarks>
internal static class PayloadJson
{
    /// <summary>Deeper JSON is refused; no known device nests more than eight levels.</summary>
    private const int DeepestJson = 32;

    /// <summary>Null when it is no JSON.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> payload)
    {
        ReadOnlyMemory<byte> text = Utf8.IsValid(payload.Span) && payload.Span.IndexOf("\\u"u8) < 0 ? payload : WithWholeLetters(payload.Span);
        JsonDocument? json = ParseText(text);
        return json is null && BareNan.TryReplace(text.Span, out byte[] repaired) ? ParseText(repaired) : json;
    }

    private static byte[] WithWholeLetters(ReadOnlySpan<byte> payload)
    {
        byte[] text = Utf8.IsValid(payload) ? payload.ToArray() : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(payload));
        for (int i = 0; i + 1 < text.Length; i++)
        {
            if (text[i] != (byte)'\\')
            {
                continue;
            }

            if (SurrogateAt(text, i) is not { } first)
            {
                i++; // Whatever is escaped is no further backslash.
            }
            else if (char.IsHighSurrogate(first) && SurrogateAt(text, i + 6) is { } second && char.IsLowSurrogate(second))
            {
                i += 11;
            }
            else
            {
                "fffd"u8.CopyTo(text.AsSpan(i + 2));
                i += 5;
            }
        }

        return text;
    }

    private static char? SurrogateAt(ReadOnlySpan<byte> text, int at) =>
        at + 6 <= text.Length && text[at] == (byte)'\\' && text[at + 1] == (byte)'u'
        && ushort.TryParse(text.Slice(at + 2, 4), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out ushort unit)
        && char.IsSurrogate((char)unit)
            ? (char)unit
            : null;

    private static JsonDocument? ParseText(ReadOnlyMemory<byte> text)
    {
        try
        {
            return JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = DeepestJson });
        }
        catch (JsonException)
        {
            return null; // The parser of the framework has no other way to say so.
        }
    }
}
