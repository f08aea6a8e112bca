using System.Globalization;
using System.Text;

namespace FirmwareSim.Modem;

/// <summary>Short messages as a network sees them (3GPP TS 23.040): what was submitted in words, what is delivered in octets.</summary>
/// <remarks>Written from the standard, for what the tests send: UCS2, and 7 bit of ASCII letters.</remarks>
internal static class PduText
{
    /// <summary>Number, text, and "part 1/2" when it is one; null with a reason for what no network would take.</summary>
    public static (string Number, string Text, string Part)? ReadSubmit(string hex, int announced, out string reason)
    {
        reason = "not hexadecimal";
        if (hex.Length % 2 != 0 || !hex.All(Uri.IsHexDigit))
        {
            return null;
        }

        byte[] all = Convert.FromHexString(hex);
        byte[] pdu = all[Math.Min(all.Length, 1 + (all.Length > 0 ? all[0] : 0))..];
        reason = $"the length {announced} was announced and {pdu.Length} octets came";
        if (pdu.Length != announced || pdu.Length < 8)
        {
            return null;
        }

        reason = "no SMS-SUBMIT";
        int at = 3 + ((pdu[2] + 1) / 2) + 1;
        if ((pdu[0] & 0x03) != 1 || pdu.Length < at + 4)
        {
            return null;
        }

        string number = Number(pdu.AsSpan(4, (pdu[2] + 1) / 2), pdu[2], pdu[3]);
        byte coding = pdu[at + 1];
        int validity = ((pdu[0] >> 3) & 3) switch { 0 => 0, 2 => 1, _ => 7 };
        int length = pdu[at + 2 + validity];
        byte[] data = pdu[(at + 3 + validity)..];
        int header = (pdu[0] & 0x40) != 0 ? data[0] + 1 : 0;
        string part = header == 6 ? string.Create(CultureInfo.InvariantCulture, $" part {data[5]}/{data[4]}") : string.Empty;
        reason = "the user data is shorter than it says";
        if (coding == 0x08)
        {
            return data.Length < length ? null : (number, Encoding.BigEndianUnicode.GetString(data, header, length - header), part);
        }

        return (((length * 7) + 7) / 8) > data.Length ? null : (number, SevenBit(data, length, header), part);
    }

    /// <summary>An SMS-DELIVER of one letter or more; UCS2 unless all of it is plain ASCII.</summary>
    public static string WriteDeliver(string number, string text)
    {
        bool isPlain = text.All(letter => letter is >= ' ' and <= 'z' and not ('$' or '@' or '[' or '\\' or ']' or '^' or '_' or '`'));
        string digits = number.TrimStart('+');
        StringBuilder hex = new("0004");
        hex.Append(CultureInfo.InvariantCulture, $"{digits.Length:X2}{(number.StartsWith('+') ? "91" : "81")}");
        for (int index = 0; index < digits.Length; index += 2)
        {
            hex.Append(index + 1 < digits.Length ? digits[index + 1] : 'F').Append(digits[index]);
        }

        byte[] data = isPlain ? Packed(text) : Encoding.BigEndianUnicode.GetBytes(text);
        hex.Append(CultureInfo.InvariantCulture, $"00{(isPlain ? "00" : "08")}62502202040023{(isPlain ? text.Length : data.Length):X2}");
        return hex.Append(Convert.ToHexString(data)).ToString();
    }

    private static string Number(ReadOnlySpan<byte> octets, int digits, byte type)
    {
        StringBuilder number = new((type & 0x70) == 0x10 ? "+" : string.Empty);
        for (int index = 0; index < digits; index++)
        {
            number.Append((char)('0' + (index % 2 == 0 ? octets[index / 2] & 0x0F : octets[index / 2] >> 4)));
        }

        return number.ToString();
    }

    private static byte[] Packed(string text)
    {
        byte[] octets = new byte[((text.Length * 7) + 7) / 8];
        for (int bit = 0; bit < text.Length * 7; bit++)
        {
            if ((text[bit / 7] >> (bit % 7) & 1) == 1)
            {
                octets[bit / 8] |= (byte)(1 << (bit % 8));
            }
        }

        return octets;
    }

    private static string SevenBit(byte[] data, int septets, int header)
    {
        StringBuilder text = new();
        for (int septet = ((header * 8) + 6) / 7; septet < septets; septet++)
        {
            int code = 0;
            for (int bit = 0; bit < 7; bit++)
            {
                int at = (septet * 7) + bit;
                code |= ((data[at / 8] >> (at % 8)) & 1) << bit;
            }

            text.Append((char)code);
        }

        return text.ToString();
    }
}
