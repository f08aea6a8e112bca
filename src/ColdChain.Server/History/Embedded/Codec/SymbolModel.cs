using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ColdChain.Server.History.Embedded.Codec;

/// <summary>
/// How likely each of sixteen symbols is, learned from those that came: 17 bounds between 0 and <see cref="Total"/>, of which
/// a symbol owns the stretch from its own bound to the next, and after them how many symbols were seen.
/// </summary>
internal static class SymbolModel
{
    public const int Symbols = 16;
    public const int TotalBits = 14;
    public const int Total = 1 << TotalBits;

    /// <summary>How many shorts a model takes.</summary>
    public const int Length = Symbols + 2;

    /// <summary>No symbol ever becomes less likely than this; without it a surprise could not be written.</summary>
    private const int Least = 4;
    private const int Seen = Symbols + 1;

    /// <summary>For each symbol the bounds 1 to 16 of a model that expects nothing else.</summary>
    private static readonly short[] Certain = MakeCertain();

    /// <summary>By how many symbols were seen: what part of the way to certainty one more goes, as a power of two.</summary>
    private static readonly byte[] Rates = MakeRates();

    /// <summary>One of the models that lie behind one another.</summary>
    /// <param name="models">All of them.</param>
    /// <param name="number">Always one of ours, never out of the bytes; nothing below checks a bound again.</param>
    public static ref short Of(Span<short> models, int number) => ref models[number * Length];

    public static int Bound(ref short model, int number) => Unsafe.Add(ref model, number);

    /// <summary>The symbol that owns a place between 0 and <see cref="Total"/>.</summary>
    public static int At(ref short model, int place)
    {
        Vector256<short> above = Vector256.GreaterThan(Vector256.LoadUnsafe(ref model, 1), Vector256.Create((short)place));
        return Symbols - (BitOperations.PopCount(above.AsByte().ExtractMostSignificantBits()) / 2);
    }

    public static void Learn(ref short model, int symbol)
    {
        ref short seen = ref Unsafe.Add(ref model, Seen);
        Vector256<short> bounds = Vector256.LoadUnsafe(ref model, 1);
        Vector256<short> certain = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(Certain), (nuint)(symbol * Symbols));
        (bounds + Vector256.ShiftRightArithmetic(certain - bounds, Rates[seen])).StoreUnsafe(ref model, 1);
        seen = (short)Math.Min(seen + 1, Rates.Length - 1);
    }

    /// <summary>A model that expects symbols in proportion to their weights.</summary>
    public static short[] Expecting(Func<int, int> weight)
    {
        int all = Enumerable.Range(0, Symbols).Sum(weight);
        short[] model = new short[Length];
        int sum = 0;
        for (int symbol = 0; symbol < Symbols; symbol++)
        {
            model[symbol] = (short)((sum * (Total - (Symbols * Least)) / all) + (symbol * Least));
            sum += weight(symbol);
        }

        model[Symbols] = Total;
        return model;
    }

    private static short[] MakeCertain()
    {
        short[] certain = new short[Symbols * Symbols];
        for (int symbol = 0; symbol < Symbols; symbol++)
        {
            for (int bound = 1; bound <= Symbols; bound++)
            {
                certain[(symbol * Symbols) + bound - 1] =
                    (short)(bound <= symbol ? bound * Least : Total - ((Symbols - bound) * Least));
            }
        }

        return certain;
    }

    private static byte[] MakeRates()
    {
        byte[] rates = new byte[256];
        for (int seen = 0; seen < rates.Length; seen++)
        {
            rates[seen] = (byte)(seen < 4 ? 3 : seen < 20 ? 4 : seen < 80 ? 5 : seen < 250 ? 6 : 7);
        }

        return rates;
    }
}
