using System.Buffers.Binary;

namespace ColdChain.Agent.LocalAlarm.Outputs.Gsm;

/// <summary>Writes SMS-SUBMIT (3GPP TS 23.040, 9.2.2.2): 7 bit where the alphabet suffices, else UCS2; long ones in parts.</summary>
internal static class SmsSubmit
{
    /// <summary>What one message carries: 140 octets.</summary>
    private const int MostOctets = 140;

    private const int MostSeptets = 160;

    /// <summary>The header of a part (23.040, 9.2.3.24.1): length 5, element 0, length 3, reference, count, number.</summary>
    private const int HeaderOctets = 6;

    /// <summary>The header takes 48 bits: seven septets with one bit to fill.</summary>
    private const int HeaderSeptets = 7;

    private const int HeaderFillBits = 1;

    /// <summary>An alarm that could not be delivered for 12 hours wakes nobody any more: (143 + 1) times 5 minutes.</summary>
    private const byte TwelveHours = 143;

    /// <summary>A text as one message or as parts; surrogate pairs and escaped letters are never torn.</summary>
    /// <param name="to">Whose phone.</param>
    /// <param name="text">At most 255 parts.</param>
    /// <param name="reference">Tells the parts of this message from those of another; used only when there are several.</param>
    public static IReadOnlyList<SmsPdu> Write(PhoneNumber to, string text, byte reference)
    {
        bool isSevenBit = GsmAlphabet.TrySeptets(text, out byte[]? septets);
        if (isSevenBit ? septets!.Length <= MostSeptets : 2 * text.Length <= MostOctets)
        {
            return [isSevenBit ? SevenBit(to, septets!, []) : Ucs2(to, text, [])];
        }

        string[] parts = Split(text, isSevenBit);
        return
        [
            .. parts.Select((part, index) =>
            {
                byte[] header = [HeaderOctets - 1, 0, 3, reference, (byte)parts.Length, (byte)(index + 1)];
                return GsmAlphabet.TrySeptets(part, out byte[]? own) && isSevenBit ? SevenBit(to, own, header) : Ucs2(to, part, header);
            }),
        ];
    }

    private static string[] Split(string text, bool isSevenBit)
    {
        List<string> parts = [];
        int from = 0;
        while (from < text.Length && parts.Count < byte.MaxValue)
        {
            int taken = isSevenBit ? FittingSeptets(text, from) : Math.Min((MostOctets - HeaderOctets) / 2, text.Length - from);
            if (from + taken < text.Length && char.IsHighSurrogate(text[from + taken - 1]))
            {
                taken--;
            }

            parts.Add(text.Substring(from, taken));
            from += taken;
        }

        return [.. parts];
    }

    private static int FittingSeptets(string text, int from)
    {
        int left = MostSeptets - HeaderSeptets;
        int taken = 0;
        while (from + taken < text.Length
            && GsmAlphabet.TrySeptets(text.Substring(from + taken, 1), out byte[]? one) && one.Length <= left)
        {
            left -= one.Length;
            taken++;
        }

        return taken;
    }

    private static SmsPdu SevenBit(PhoneNumber to, byte[] septets, byte[] header)
    {
        bool isPart = header.Length > 0;
        byte[] packed = GsmAlphabet.Pack(septets, isPart ? HeaderFillBits : 0);
        return Frame(to, coding: 0x00, (byte)(septets.Length + (isPart ? HeaderSeptets : 0)), isPart, [.. header, .. packed]);
    }

    private static SmsPdu Ucs2(PhoneNumber to, string text, byte[] header)
    {
        byte[] octets = new byte[header.Length + (2 * text.Length)];
        header.CopyTo(octets, 0);
        for (int index = 0; index < text.Length; index++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(octets.AsSpan(header.Length + (2 * index)), text[index]);
        }

        return Frame(to, coding: 0x08, (byte)octets.Length, header.Length > 0, octets);
    }

    private static SmsPdu Frame(PhoneNumber to, byte coding, byte length, bool isPart, byte[] userData)
    {
        List<byte> octets =
        [
            (byte)(0x11 | (isPart ? 0x40 : 0)), // SUBMIT, a relative validity period follows, header or not
            0x00, // The modem numbers it.
            (byte)to.Digits.Length,
            (byte)(to.IsInternational ? 0x91 : 0x81),
            .. SemiOctets(to.Digits),
            0x00, // An ordinary message.
            coding,
            TwelveHours,
            length,
            .. userData,
        ];
        return new SmsPdu("00" + Convert.ToHexString([.. octets]), octets.Count);
    }

    /// <summary>Two digits an octet, the first in the lower half; an odd one is filled with F.</summary>
    private static byte[] SemiOctets(string digits)
    {
        byte[] octets = new byte[(digits.Length + 1) / 2];
        for (int index = 0; index < octets.Length; index++)
        {
            int low = digits[2 * index] - '0';
            int high = (2 * index) + 1 < digits.Length ? digits[(2 * index) + 1] - '0' : 0xF;
            octets[index] = (byte)((high << 4) | low);
        }

        return octets;
    }
}
