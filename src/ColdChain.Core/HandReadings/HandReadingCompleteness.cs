namespace ColdChain.Core.HandReadings;

/// <summary>HR-10. How many of the slots that have passed were read: done of two a day.</summary>
/// <param name="Expected">Slots whose window has closed, and those already read today.</param>
/// <param name="OnTime">Read while the window was open.</param>
/// <param name="Late">Entered afterwards with a reason (补录).</param>
public readonly record struct HandReadingCompleteness(int Expected, int OnTime, int Late)
{
    public int Done => OnTime + Late;

    public int Missing => Expected - Done;

    /// <summary>Whole tenths of a percent, cut off rather than rounded so that 99.96 % never reads as 100; null when nothing was expected.</summary>
    public int? PerMille => Expected == 0 ? null : (int)(Done * 1000L / Expected);

    /// <summary>Counts the slots of these days up to <paramref name="now"/>.</summary>
    public static HandReadingCompleteness Of(
        IEnumerable<DateOnly> days, IReadOnlyCollection<StandingHandReading> standing, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(days);
        ArgumentNullException.ThrowIfNull(standing);
        int expected = 0;
        int onTime = 0;
        int late = 0;
        foreach (DateOnly day in days)
        {
            foreach (HandReadingSlot slot in Enum.GetValues<HandReadingSlot>())
            {
                StandingHandReading? done = standing.FirstOrDefault(r => r.Day == day && r.Slot == slot);
                expected += done is not null || HasPassed(day, slot, now) ? 1 : 0;
                onTime += done is { IsLate: false } ? 1 : 0;
                late += done is { IsLate: true } ? 1 : 0;
            }
        }

        return new HandReadingCompleteness(expected, onTime, late);
    }

    /// <summary>True when nothing on time can come any more: "not recorded" is a fact, not an impatience.</summary>
    public static bool HasPassed(DateOnly day, HandReadingSlot slot, DateTimeOffset now)
    {
        TimeOnly end = slot == HandReadingSlot.Morning ? HandReadingRules.AfternoonFrom : HandReadingRules.AfternoonUntil;
        return now.DateTime >= day.ToDateTime(end);
    }
}
