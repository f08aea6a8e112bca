namespace ColdChain.Core.Keeping;

/// <summary>EX-37. How much of the time a store was shown to be in range, and how much of it was observed at all.</summary>
/// <remarks>Whole milliseconds and exact ratios; what is shown is cut off and never rounded, so 99.999 % is not "100 %".</remarks>
/// <param name="InRangeMilliseconds">Observed and in range.</param>
/// <param name="OutMilliseconds">Observed and out of range.</param>
/// <param name="UnobservedMilliseconds">Nobody knows: counts against compliance and against completeness.</param>
public sealed record Compliance(long InRangeMilliseconds, long OutMilliseconds, long UnobservedMilliseconds)
{
    /// <summary>100 %, in hundredths of a percent.</summary>
    public const int Whole = 10_000;

    public long TotalMilliseconds => InRangeMilliseconds + OutMilliseconds + UnobservedMilliseconds;

    /// <summary>In range of all, in hundredths of a percent, cut off; null when no time has passed.</summary>
    public int? InRangeShare => Share(InRangeMilliseconds);

    /// <summary>Observed of all, in hundredths of a percent, cut off; null when no time has passed.</summary>
    public int? ObservedShare => Share(InRangeMilliseconds + OutMilliseconds);

    public static Compliance Of(TemperatureFigures figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        return new Compliance(figures.InRangeMilliseconds, figures.OutMilliseconds, figures.UnobservedMilliseconds);
    }

    private int? Share(long part) => TotalMilliseconds == 0 ? null : (int)((Int128)part * Whole / TotalMilliseconds);
}
