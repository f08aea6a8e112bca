namespace ColdChain.Server.History.Embedded.Codec;

/// <summary>How the last two steps of a value went, of which the next is a guess: a fridge cools on, a coarse sensor flickers.</summary>
internal static class ValueTrack
{
    public const int Trends = 15;

    /// <summary>The symbol of a step that changes nothing.</summary>
    private const int NoStep = 7;
    private const int FarStep = SymbolModel.Symbols - 1;

    private static readonly byte[] ByPair = MakeByPair();

    /// <summary>The pair of steps of a series that has not begun.</summary>
    public const int Level = (NoStep * SymbolModel.Symbols) + NoStep;

    /// <summary>The last two steps' symbols as one number, after one more step.</summary>
    public static int Then(int pair, int symbol) => ((pair << 4) | symbol) & 0xFF;

    /// <summary>The model of the next step.</summary>
    public static int Trend(int pair) => ByPair[pair];

    private static byte[] MakeByPair()
    {
        byte[] trends = new byte[SymbolModel.Symbols * SymbolModel.Symbols];
        for (int pair = 0; pair < trends.Length; pair++)
        {
            int last = Size(pair % SymbolModel.Symbols);
            int before = Size(pair / SymbolModel.Symbols);
            trends[pair] = (byte)(((Math.Clamp(last, -2, 2) + 2) * 3) + Math.Sign(before) + 1);
        }

        return trends;
    }

    private static int Size(int symbol) => symbol == FarStep ? 0 : symbol - NoStep;
}
