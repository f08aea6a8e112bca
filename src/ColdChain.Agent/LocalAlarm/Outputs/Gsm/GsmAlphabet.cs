using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ColdChain.Agent.LocalAlarm.Outputs.Gsm;

/// <summary>The GSM 7 bit default alphabet and its extension (3GPP TS 23.038, 6.2.1), and their packing into octets.</summary>
internal static class GsmAlphabet
{
    private const char Escape = '\u001B';

    /// <summary>128 letters, by their code; the escape stands at 0x1B.</summary>
    private const string Letters =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001BÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private static readonly Dictionary<char, byte> Extended = new()
    {
        ['\f'] = 0x0A,
        ['^'] = 0x14,
        ['{'] = 0x28,
        ['}'] = 0x29,
        ['\\'] = 0x2F,
        ['['] = 0x3C,
        ['~'] = 0x3D,
        [']'] = 0x3E,
        ['|'] = 0x40,
        ['€'] = 0x65,
    };

    /// <summary>The septets of a text; false when a letter is not in the alphabet.</summary>
    public static bool TrySeptets(string text, [NotNullWhen(true)] out byte[]? septets)
    {
        List<byte> codes = [];
        foreach (char letter in text)
        {
            int code = letter == Escape ? -1 : Letters.IndexOf(letter, StringComparison.Ordinal);
            if (code >= 0)
            {
                codes.Add((byte)code);
            }
            else if (Extended.TryGetValue(letter, out byte extension))
            {
                codes.Add((byte)Escape);
                codes.Add(extension);
            }
            else
            {
                septets = null;
                return false;
            }
        }

        septets = [.. codes];
        return true;
    }

    public static string Text(ReadOnlySpan<byte> septets)
    {
        StringBuilder text = new();
        bool isEscaped = false;
        foreach (byte septet in septets)
        {
            if (isEscaped)
            {
                // An extension that is not known is shown as the letter of the default alphabet (23.038, 6.2.1.1).
                text.Append(Extended.FirstOrDefault(pair => pair.Value == septet) is { Value: > 0 } known ? known.Key : Letters[septet & 0x7F]);
                isEscaped = false;
            }
            else if (septet == Escape)
            {
                isEscaped = true;
            }
            else
            {
                text.Append(Letters[septet & 0x7F]);
            }
        }

        return text.ToString();
    }

    /// <summary>Seven bits after the other, the lowest first.</summary>
    /// <param name="septets">Codes below 128.</param>
    /// <param name="fillBits">Zero bits before the first, up to six: what a header leaves of its last septet.</param>
    public static byte[] Pack(ReadOnlySpan<byte> septets, int fillBits)
    {
        byte[] octets = new byte[((septets.Length * 7) + fillBits + 7) / 8];
        for (int index = 0; index < septets.Length; index++)
        {
            int bit = fillBits + (index * 7);
            int shifted = septets[index] << (bit % 8);
            octets[bit / 8] |= (byte)(shifted & 0xFF);
            if (shifted > 0xFF)
            {
                octets[(bit / 8) + 1] |= (byte)(shifted >> 8);
            }
        }

        return octets;
    }

    /// <summary>Null when there are not that many bits.</summary>
    public static byte[]? Unpack(ReadOnlySpan<byte> octets, int count, int fillBits)
    {
        if (count < 0 || ((count * 7) + fillBits + 7) / 8 > octets.Length)
        {
            return null;
        }

        byte[] septets = new byte[count];
        for (int index = 0; index < count; index++)
        {
            int bit = fillBits + (index * 7);
            int both = octets[bit / 8] | ((bit / 8) + 1 < octets.Length ? octets[(bit / 8) + 1] << 8 : 0);
            septets[index] = (byte)((both >> (bit % 8)) & 0x7F);
        }

        return septets;
    }
}
