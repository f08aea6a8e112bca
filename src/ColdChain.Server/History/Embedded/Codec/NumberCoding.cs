using System.Numerics;

namespace ColdChain.Server.History.Embedded.Codec;

/// <summary>Whole numbers of 32 bits as symbols and bits, in both directions.</summary>
internal static class NumberCoding
{
    /// <summary>The symbol that says that a difference is far from what was expected.</summary>
    private const int Far = SymbolModel.Symbols - 1;
    private const int Middle = 7;
    private const int LengthBits = 6;

    /// <summary>How many bits the number has as a symbol (15: as six bits more), then those below its highest.</summary>
    public static uint Number<TCoder>(ref TCoder coder, int model, uint number)
        where TCoder : ISymbolCoder, allows ref struct
    {
        int length = 32 - BitOperations.LeadingZeroCount(number);
        int found = coder.Symbol(model, Math.Min(length, Far));
        if (found == Far)
        {
            found = Math.Min((int)coder.Bits((uint)length, LengthBits), 32);
        }

        return found == 0 ? 0 : (1u << (found - 1)) | LongBits(ref coder, Below(number, found - 1), found - 1);
    }

    /// <summary>As <see cref="Number"/>, small ones of either sign being short.</summary>
    public static int Signed<TCoder>(ref TCoder coder, int model, int number)
        where TCoder : ISymbolCoder, allows ref struct
    {
        unchecked
        {
            uint found = Number(ref coder, model, (uint)((number << 1) ^ (number >> 31)));
            return (int)(found >> 1) ^ -(int)(found & 1);
        }
    }

    /// <summary>
    /// A difference that is mostly small: what is above its lowest bits as one symbol, the lowest bits as they are.
    /// </summary>
    /// <param name="coder">Writes it or reads it.</param>
    /// <param name="model">Of the symbol.</param>
    /// <param name="difference">Any.</param>
    /// <param name="bits">How many of its lowest bits are written as they are.</param>
    /// <param name="found">The symbol, for the model of the next.</param>
    /// <returns>False where it is far, and has to be written in another way.</returns>
    public static bool TryNear<TCoder>(ref TCoder coder, int model, ref int difference, int bits, out int found)
        where TCoder : ISymbolCoder, allows ref struct
    {
        int high = difference >> bits;
        found = coder.Symbol(model, high is >= -Middle and <= Middle ? high + Middle : Far);
        if (found == Far)
        {
            return false;
        }

        difference = ((found - Middle) << bits) | (int)LongBits(ref coder, Below((uint)(difference & int.MaxValue), bits), bits);
        return true;
    }

    private static uint Below(uint number, int bits) => number & ((1u << bits) - 1);

    private static uint LongBits<TCoder>(ref TCoder coder, uint number, int bits)
        where TCoder : ISymbolCoder, allows ref struct
    {
        uint found = 0;
        for (int left = bits; left > 0;)
        {
            int taken = Math.Min(left, SymbolModel.TotalBits);
            left -= taken;
            found |= coder.Bits((number >> left) & ((1u << taken) - 1), taken) << left;
        }

        return found;
    }
}
