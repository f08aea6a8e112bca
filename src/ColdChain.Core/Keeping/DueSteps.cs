namespace ColdChain.Core.Keeping;

/// <summary>Rule R10 of the product: reminders 30, 7 and 0 days before something is due.</summary>
public static class DueSteps
{
    /// <summary>Where the last day <paramref name="dueOn"/> stands on this day; null: there is none.</summary>
    public static DueStep Of(DateOnly? dueOn, DateOnly today) => (dueOn?.DayNumber - today.DayNumber) switch
    {
        null => DueStep.Missing,
        < 0 => DueStep.Overdue,
        0 => DueStep.Today,
        <= 7 => DueStep.InSevenDays,
        <= 30 => DueStep.InThirtyDays,
        _ => DueStep.Later,
    };
}
