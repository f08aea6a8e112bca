using System.Buffers.Binary;

namespace ColdChain.Agent.LocalAlarm.Outputs.Gsm;

/// <summary>A received short message (SMS-DELIVER, 3GPP TS 23.040, 9.2.2.1).</summary>
/// <param name="From">Null when the sender is a name and not a number.</param>
/// <param name="Text">Empty for binary messages.</param>
internal sealed record SmsDeliver(PhoneNumber? From, string Text)
{
    /// <summary>Service centre, address, 140 octets: none is longer.</summary>
    private const int LongestHex = 400;

    /// <summary>The message, or null for what is none; never an exception.</summary>
    public static SmsDeliver? Read(string hex)
    {
        if (hex.Length > LongestHex || hex.Length % 2 != 0 || !hex.All(char.IsAsciiHexDigit))
        {
            return null;
        }

        ReadOnlySpan<byte> rest = Convert.FromHexString(hex);
        if (rest.Length < 1 || rest.Length < 1 + rest[0] + 3)
        {
            return null;
        }

        rest = rest[(1 + rest[0])..];
        (byte first, int digits, byte type) = (rest[0], rest[1], rest[2]);
        int addressOctets = (digits + 1) / 2;
        const int AfterAddress = 2 + 7 + 1; // protocol and coding, time stamp, length
        if ((first & 0x03) != 0 || rest.Length < 3 + addressOctets + AfterAddress)
        {
            return null;
        }

        PhoneNumber? from = Address(rest.Slice(3, addressOctets), digits, type);
        rest = rest[(3 + addressOctets)..];
        (byte coding, int length) = (rest[1], rest[9]);
        return TextOf(rest[10..], coding, length, hasHeader: (first & 0x40) != 0) is { } text ? new SmsDeliver(from, text) : null;
    }

    private static string? TextOf(ReadOnlySpan<byte> data, byte coding, int length, bool hasHeader)
    {
        int header = hasHeader ? data.Length > 0 ? data[0] + 1 : 0 : 0;
        if (header > data.Length)
        {
            return null;
        }

        if (IsUcs2(coding))
        {
            return length < header || length > data.Length ? null : Ucs2(data[header..length]);
        }

        if (!IsSevenBit(coding))
        {
            return string.Empty;
        }

        int headerSeptets = ((header * 8) + 6) / 7;
        int fill = (headerSeptets * 7) - (header * 8);
        return GsmAlphabet.Unpack(data[header..], length - headerSeptets, fill) is { } septets ? GsmAlphabet.Text(septets) : null;
    }

    private static string Ucs2(ReadOnlySpan<byte> octets)
    {
        char[] letters = new char[octets.Length / 2];
        for (int index = 0; index < letters.Length; index++)
        {
            letters[index] = (char)BinaryPrimitives.ReadUInt16BigEndian(octets[(2 * index)..]);
        }

        return new string(letters);
    }

    /// <summary>3GPP TS 23.038, 4: the general group and "message waiting" with UCS2.</summary>
    private static bool IsUcs2(byte coding) => (coding & 0xEC) == 0x08 || (coding & 0xF0) == 0xE0;

    private static bool IsSevenBit(byte coding) =>
        (coding & 0xEC) == 0x00 || (coding & 0xF0) is 0xC0 or 0xD0 || (coding & 0xF4) == 0xF0;

    private static PhoneNumber? Address(ReadOnlySpan<byte> octets, int digits, byte type)
    {
        if ((type & 0x70) == 0x50)
        {
            return null; // Alphanumeric: the name of a company.
        }

        Span<char> text = stackalloc char[2 * octets.Length];
        for (int index = 0; index < octets.Length; index++)
        {
            text[2 * index] = (char)('0' + (octets[index] & 0x0F));
            text[(2 * index) + 1] = (char)('0' + (octets[index] >> 4));
        }

        string number = new(text[..Math.Min(digits, text.Length)]);
        return PhoneNumber.TryParse((type & 0x70) == 0x10 ? "+" + number : number, out PhoneNumber? parsed) ? parsed : null;
    }
}
