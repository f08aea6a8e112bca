namespace ColdChain.Server.History.Embedded.Codec;

/// <summary>How the last two steps of a value went, of which the next is a guess: a fridge cools on, a coarse sensor flickers.</summary>
internal static class ValueTrack
{
    public const int Trends = 15;

    /// <summary>The trend of a series that has not begun.</summary>
    public const int Level = 7;

    /// <param name="last">The last step's symbol: 7 is as expected, 15 far away.</param>
    /// <param name="before">The symbol of the step before.</param>
    public static int Trend(int last, int before) =>
        (Math.Clamp(last == 15 ? 0 : last - 7, -2, 2) + 2) * 3 + (before == 15 ? 0 : Math.Sign(before - 7)) + 1;
}
