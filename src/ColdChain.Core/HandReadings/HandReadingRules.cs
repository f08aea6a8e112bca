namespace ColdChain.Core.HandReadings;

/// <summary>The rules of the twice-daily reading by eye, numbered in docs/rules/hand-readings.md.</summary>
/// <remarks>
/// The regulation asks for one reading each morning and afternoon, at least six hours apart, also where sensors
/// measure (疫苗储存和运输管理规范（2017年版）, article 11). The windows and the 24 hours are product choices that
/// follow the practice of Chinese platforms. Moments carry the facility's offset; the day is the facility's day.
/// </remarks>
public static class HandReadingRules
{
    /// <summary>HR-01.</summary>
    public static readonly TimeOnly MorningFrom = new(6, 0);

    /// <summary>HR-01. The end of the morning and the start of the afternoon; noon itself is afternoon.</summary>
    public static readonly TimeOnly AfternoonFrom = new(12, 0);

    /// <summary>HR-01. The end of the afternoon; 19:00 itself is outside.</summary>
    public static readonly TimeOnly AfternoonUntil = new(19, 0);

    /// <summary>HR-02.</summary>
    public static readonly TimeSpan ShortestGap = TimeSpan.FromHours(6);

    /// <summary>HR-03.</summary>
    public static readonly TimeSpan LatestEntry = TimeSpan.FromHours(24);

    /// <summary>HR-01. The slot that this time of day belongs to, or null.</summary>
    public static HandReadingSlot? SlotAt(TimeOnly timeOfDay)
    {
        if (timeOfDay < MorningFrom || timeOfDay >= AfternoonUntil)
        {
            return null;
        }

        return timeOfDay < AfternoonFrom ? HandReadingSlot.Morning : HandReadingSlot.Afternoon;
    }

    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.DateTime);

    /// <summary>Judges a new reading against those that stand for the same unit.</summary>
    public static HandReadingDecision Decide(HandReadingClaim claim, IReadOnlyCollection<StandingHandReading> standing)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(standing);
        if (!claim.SignerIsOwnStaff)
        {
            return new HandReadingDecision.Refused(HandReadingFault.NotOwnStaff);
        }

        if (claim.IsLate && LateFault(claim.ReadAt, claim) is { } late)
        {
            return new HandReadingDecision.Refused(late);
        }

        DateOnly day = DayOf(claim.ReadAt);
        if (SlotAt(TimeOnly.FromDateTime(claim.ReadAt.DateTime)) is not { } slot)
        {
            return new HandReadingDecision.Refused(HandReadingFault.OutsideTheWindows);
        }

        foreach (StandingHandReading other in standing.Where(reading => reading.Day == day))
        {
            if (other.Slot == slot)
            {
                return new HandReadingDecision.Refused(HandReadingFault.SlotIsTaken);
            }

            if ((claim.ReadAt - other.ReadAt).Duration() < ShortestGap)
            {
                return new HandReadingDecision.Refused(HandReadingFault.TooCloseToTheOther, other.ReadAt + ShortestGap);
            }
        }

        return new HandReadingDecision.Accepted(day, slot, claim.ReadAt, claim.IsLate);
    }

    /// <summary>HR-09. A correction keeps the moment, the slot and the late mark of what it voids; only values change.</summary>
    /// <param name="claim">Its stated moment is ignored: a correction cannot move a reading in time.</param>
    /// <param name="voided">The reading that no longer counts; null when another correction was quicker.</param>
    public static HandReadingDecision DecideCorrection(HandReadingClaim claim, StandingHandReading? voided)
    {
        ArgumentNullException.ThrowIfNull(claim);
        if (!claim.SignerIsOwnStaff)
        {
            return new HandReadingDecision.Refused(HandReadingFault.NotOwnStaff);
        }

        if (voided is null)
        {
            return new HandReadingDecision.Refused(HandReadingFault.AlreadyReplaced);
        }

        return LateFault(voided.EnteredAt, claim) is { } fault
            ? new HandReadingDecision.Refused(fault)
            : new HandReadingDecision.Accepted(voided.Day, voided.Slot, voided.ReadAt, voided.IsLate);
    }

    /// <summary>What to ask for at <paramref name="now"/>, given what stands for this day.</summary>
    public static HandReadingPrompt Prompt(DateTimeOffset now, IReadOnlyCollection<StandingHandReading> standing)
    {
        ArgumentNullException.ThrowIfNull(standing);
        DateOnly day = DayOf(now);
        TimeOnly time = TimeOnly.FromDateTime(now.DateTime);
        StandingHandReading? morning = standing.FirstOrDefault(r => r.Day == day && r.Slot == HandReadingSlot.Morning);
        bool afternoonIsDone = standing.Any(r => r.Day == day && r.Slot == HandReadingSlot.Afternoon);
        if (time < MorningFrom)
        {
            return new HandReadingPrompt.Wait(HandReadingSlot.Morning, MorningFrom);
        }

        if (time < AfternoonFrom && morning is null)
        {
            return new HandReadingPrompt.ReadNow(HandReadingSlot.Morning, AfternoonFrom);
        }

        if (afternoonIsDone || time >= AfternoonUntil)
        {
            return new HandReadingPrompt.Nothing(DayIsComplete: afternoonIsDone && morning is not null);
        }

        TimeOnly from = AfternoonOpensAfter(morning);
        return time < from
            ? new HandReadingPrompt.Wait(HandReadingSlot.Afternoon, from)
            : new HandReadingPrompt.ReadNow(HandReadingSlot.Afternoon, AfternoonUntil);
    }

    /// <summary>A morning reading at 11:59 opens the afternoon at 17:59, so the six hours always fit before 19:00.</summary>
    private static TimeOnly AfternoonOpensAfter(StandingHandReading? morning)
    {
        TimeOnly afterGap = morning is null
            ? AfternoonFrom
            : TimeOnly.FromDateTime((morning.ReadAt + ShortestGap).DateTime);
        return afterGap > AfternoonFrom ? afterGap : AfternoonFrom;
    }

    private static HandReadingFault? LateFault(DateTimeOffset since, HandReadingClaim claim)
    {
        if (since > claim.EnteredAt)
        {
            return HandReadingFault.InTheFuture;
        }

        if (claim.EnteredAt - since > LatestEntry)
        {
            return HandReadingFault.TooLate;
        }

        return string.IsNullOrWhiteSpace(claim.Reason) ? HandReadingFault.ReasonMissing : null;
    }
}
