namespace ColdChain.Server.History.Embedded;

/// <summary>Reads what <see cref="PackedWriter"/> wrote, from the front of the bytes; of other bytes it reads zeros and says that they are damaged.</summary>
internal static class PackedNumber
{
    public static ulong Unsigned(ref ReadOnlySpan<byte> rest, ref bool isDamaged)
    {
        ulong number = 0;
        for (int index = 0; index < rest.Length && index < 10; index++)
        {
            byte next = rest[index];
            number |= (ulong)(next & 0x7F) << (7 * index);
            if (next < 0x80)
            {
                bool fits = index < 9 || next < 2;
                isDamaged |= !fits;
                rest = rest[(index + 1)..];
                return fits ? number : 0;
            }
        }

        isDamaged = true;
        rest = [];
        return 0;
    }

    public static long Signed(ref ReadOnlySpan<byte> rest, ref bool isDamaged)
    {
        ulong folded = Unsigned(ref rest, ref isDamaged);
        return (long)(folded >> 1) ^ -(long)(folded & 1);
    }

    /// <summary>Zero to two thousand million.</summary>
    public static int Int32(ref ReadOnlySpan<byte> rest, ref bool isDamaged)
    {
        ulong number = Unsigned(ref rest, ref isDamaged);
        isDamaged |= number > int.MaxValue;
        return number > int.MaxValue ? 0 : (int)number;
    }

    public static long Int64(ref ReadOnlySpan<byte> rest, ref bool isDamaged)
    {
        ulong number = Unsigned(ref rest, ref isDamaged);
        isDamaged |= number > long.MaxValue;
        return number > long.MaxValue ? 0 : (long)number;
    }
}
