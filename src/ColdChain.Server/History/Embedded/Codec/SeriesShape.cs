namespace ColdChain.Server.History.Embedded.Codec;

/// <summary>What is said once about a series, so that its readings are short.</summary>
/// <param name="MomentStep">Moments differ by multiples of this, in milliseconds.</param>
/// <param name="Interval">The usual interval, in those steps.</param>
/// <param name="IsJittery">Moments are near a regular beat, hardly ever on it.</param>
/// <param name="MomentBits">How many of the lowest bits of a jitter are noise.</param>
/// <param name="ValueStep">Values differ by multiples of this, in thousandths of a degree.</param>
/// <param name="ValueBits">How many of the lowest bits of a value's step are noise.</param>
/// <param name="IsStoredAtOnce">The stored minute follows the reading; otherwise it stays until said.</param>
/// <param name="HasSurprises">Some reading is not as these say.</param>
internal readonly record struct SeriesShape(
    uint MomentStep, int Interval, bool IsJittery, int MomentBits, uint ValueStep, int ValueBits, bool IsStoredAtOnce, bool HasSurprises)
{
    private const int BitsOfBits = 5;

    private static readonly uint[] MomentSteps =
        [1, 10, 100, 1_000, 2_000, 5_000, 10_000, 15_000, 20_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000];

    private static readonly uint[] ValueSteps = [1, 2, 5, 10, 20, 25, 40, 50, 100, 125, 200, 250, 500, 1_000, 2_000];

    public static SeriesShape Code<TCoder>(ref TCoder coder, SeriesShape shape)
        where TCoder : ISymbolCoder, allows ref struct
    {
        uint momentStep = Step(ref coder, MomentSteps, shape.MomentStep);
        int interval = NumberCoding.Signed(ref coder, ChunkModels.Head, shape.Interval);
        bool isJittery = Flag(ref coder, shape.IsJittery);
        int momentBits = isJittery ? Few(ref coder, shape.MomentBits) : 0;
        uint valueStep = Step(ref coder, ValueSteps, shape.ValueStep);
        int valueBits = Few(ref coder, shape.ValueBits);
        bool isStoredAtOnce = Flag(ref coder, shape.IsStoredAtOnce);
        return new SeriesShape(
            momentStep, interval, isJittery, momentBits, valueStep, valueBits, isStoredAtOnce,
            Flag(ref coder, shape.HasSurprises));
    }

    public static bool Flag<TCoder>(ref TCoder coder, bool flag)
        where TCoder : ISymbolCoder, allows ref struct => coder.Bits(flag ? 1u : 0u, 1) != 0;

    private static int Few<TCoder>(ref TCoder coder, int bits)
        where TCoder : ISymbolCoder, allows ref struct => Math.Min((int)coder.Bits((uint)bits, BitsOfBits), 24);

    private static uint Step<TCoder>(ref TCoder coder, uint[] usual, uint step)
        where TCoder : ISymbolCoder, allows ref struct
    {
        int index = Array.IndexOf(usual, step);
        int found = (int)coder.Bits((uint)(index < 0 ? usual.Length : index), 4);
        return found < usual.Length ? usual[found] : Math.Max(NumberCoding.Number(ref coder, ChunkModels.Head, step), 1);
    }
}
