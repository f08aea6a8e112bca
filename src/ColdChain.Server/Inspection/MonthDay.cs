using ColdChain.Core.Keeping;

namespace ColdChain.Server.Inspection;

/// <summary>One row of the monthly sheet.</summary>
/// <param name="Day">The facility's date.</param>
/// <param name="Figures">EX-14. The automatic readings of that day, 23 or 25 hours included.</param>
/// <param name="Morning">The reading that stands; null when there is none.</param>
/// <param name="Afternoon">The reading that stands; null when there is none.</param>
/// <param name="MorningHasPassed">HR-10. Nothing on time can come any more.</param>
/// <param name="AfternoonHasPassed">HR-10. Nothing on time can come any more.</param>
/// <param name="Excursions">Those that touch the day.</param>
public sealed record MonthDay(
    DateOnly Day,
    TemperatureFigures Figures,
    HandReadingEntry? Morning,
    HandReadingEntry? Afternoon,
    bool MorningHasPassed,
    bool AfternoonHasPassed,
    IReadOnlyList<MonthExcursion> Excursions)
{
    /// <summary>What a logger says of the day itself; null when none did.</summary>
    public LoggerDay? Logger { get; init; }

    /// <summary>False for a day that lies ahead: nothing is missing from it.</summary>
    public bool HasBegun => Figures.InRangeMilliseconds + Figures.OutMilliseconds + Figures.UnobservedMilliseconds > 0;
}
