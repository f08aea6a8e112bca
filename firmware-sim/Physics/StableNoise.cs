namespace FirmwareSim.Physics;

/// <summary>
/// Random numbers that are a function of a seed and a position, and of nothing else: the noise of a probe at a moment is
/// the same whether that moment was reached in history or live, and however often it was asked for.
/// </summary>
/// <remarks>
/// The mixing step is the finaliser of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014). Our own, since System.Random does not promise the same series in the next runtime.
/// </remarks>
internal static class StableNoise
{
    private const ulong GoldenGamma = 0x9E37_79B9_7F4A_7C15;

    /// <summary>A seed for a named thing: FNV-1a over the UTF-16 units of the name, mixed with the seed of the run.</summary>
    public static ulong SeedFor(ulong runSeed, string name)
    {
        ulong hash = 0xCBF2_9CE4_8422_2325;
        foreach (char unit in name)
        {
            hash = unchecked((hash ^ unit) * 0x0000_0100_0000_01B3);
        }

        return Mix(runSeed, hash);
    }

    /// <summary>64 well-mixed bits for this position.</summary>
    public static ulong Mix(ulong seed, ulong position)
    {
        ulong z = unchecked(seed + (GoldenGamma * (position + 1)));
        z = unchecked((z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB);
        return z ^ (z >> 31);
    }

    /// <summary>Evenly spread over [0, 1).</summary>
    public static double Fraction(ulong seed, long position) => (Mix(seed, unchecked((ulong)position)) >> 11) * (1.0 / (1L << 53));

    /// <summary>Bell-shaped around 0 with a standard deviation of 1, never beyond ±3.47 (the sum of four even ones).</summary>
    public static double Bell(ulong seed, long position)
    {
        double sum = 0;
        for (ulong part = 0; part < 4; part++)
        {
            sum += Fraction(Mix(seed, part), position);
        }

        return (sum - 2.0) * 1.732_050_807_568_877;
    }

    /// <summary>Bell-shaped at every <paramref name="spacing"/> and straight between: noise that wanders and never jumps.</summary>
    public static double Wander(ulong seed, long position, long spacing)
    {
        long knot = Math.DivRem(position, spacing, out long rest);
        double share = rest / (double)spacing;
        return (Bell(seed, knot) * (1 - share)) + (Bell(seed, knot + 1) * share);
    }
}
