using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.History;

namespace ColdChain.Server.Inspection;

/// <summary>What the loggers of a unit say themselves of one day; beside the figures of readings, never among them.</summary>
/// <param name="Day">The facility's date.</param>
/// <param name="Lowest">Null when no logger said it.</param>
/// <param name="Highest">Null when no logger said it.</param>
/// <param name="HasConflict">A logger's file says another value than one before it; the further one is shown.</param>
public sealed record LoggerDay(DateOnly Day, Temperature? Lowest, Temperature? Highest, bool HasConflict)
{
    /// <summary>One for each day that has any, in order. A day that was read out twice has the further value of both.</summary>
    public static IReadOnlyList<LoggerDay> Of(IEnumerable<DailyExtreme> extremes, TimeZoneInfo zone) =>
        [.. extremes.GroupBy(one => LocalDays.At(one.At, zone)).OrderBy(day => day.Key).Select(day => new LoggerDay(
            day.Key,
            day.Where(one => one.IsLow).Select(one => (Temperature?)one.Value).Min(),
            day.Where(one => one.IsHigh).Select(one => (Temperature?)one.Value).Max(),
            day.Any(one => one.IsConflict)))];
}
