namespace FirmwareSim.Physics;

/// <summary>A series of random numbers from one seed; each fridge, bus and client has its own, so that none disturbs another.</summary>
/// <remarks>Not safe for several threads: one owner each.</remarks>
internal sealed class SeededRandom(ulong seed)
{
    private long _position;

    /// <summary>Evenly spread over [0, 1).</summary>
    public double NextFraction() => StableNoise.Fraction(seed, _position++);

    /// <summary>A whole number from 0 to <paramref name="below"/> - 1.</summary>
    public int NextBelow(int below) => (int)(NextFraction() * below);

    public void Fill(Span<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)NextBelow(256);
        }
    }
}
