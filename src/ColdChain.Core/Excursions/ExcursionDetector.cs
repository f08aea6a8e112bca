using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Core.Excursions;

/// <summary>Finds excursions in the readings of one sensor, taken in the order in which they were measured.</summary>
/// <remarks>
/// A step machine without a clock: the same readings and ticks give the same events, whether they come one by one or
/// all at once. The clock matters only through <see cref="Tick"/>, and every step first does what the clock would have
/// done by then, so a run over the stored series says what a live run said (EX-04).
/// <code>
///            first reading outside (EX-01)          first reading inside
///   calm ------------------------------------> out -----------------------> returning
///    ^                                          ^                            |   |
///    |                                          +----- a reading outside ----+   |
///    +------------------- inside for ReturnHold (EX-02) -------------------------+
/// </code>
/// A reading that brings nothing about allocates nothing.
/// </remarks>
public sealed class ExcursionDetector(StorageProfile profile)
{
    private readonly long _longest = (long)profile.LongestInterval.TotalMilliseconds;

    public StorageProfile Profile { get; } = profile;

    /// <summary>Nothing seen yet.</summary>
    public DetectorState NewState() =>
        new([.. Profile.AlarmRules.Select(rule => RuleProgress.Of(rule, Profile.LongestInterval))]);

    /// <summary>Takes the next reading; what it brings about is added to <paramref name="events"/>.</summary>
    /// <param name="state">Changed in place.</param>
    /// <param name="reading">Newer than the one before.</param>
    /// <param name="holdsFreezeSensitive">Freeze-sensitive vaccine is inside at that moment (EX-18).</param>
    /// <param name="events">Given what happened, in order.</param>
    /// <exception cref="ArgumentException">The reading is not newer than the last one.</exception>
    public void Step(DetectorState state, in Reading reading, bool holdsFreezeSensitive, ICollection<ExcursionEvent> events)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(events);
        if (state.Last is { } last)
        {
            if (reading.MeasuredAt <= last.MeasuredAt)
            {
                throw new ArgumentException(
                    $"Readings are taken in order: {reading.MeasuredAt} is not after {last.MeasuredAt}.", nameof(reading));
            }

            Tick(state, reading.MeasuredAt, events);
            CountTime(state, last, reading.MeasuredAt);
        }

        Limit? violated = Profile.Violated(reading.Value);
        if (violated is not null)
        {
            Outside(state, reading, violated, events);
        }
        else if (state.Tally is not null)
        {
            state.ReturnedAt ??= reading.MeasuredAt;
        }

        state.Last = reading;
        if (state.Tally is not null)
        {
            foreach (RuleProgress rule in state.Rules)
            {
                rule.Take(reading, holdsFreezeSensitive);
            }

            FireDueRules(state, reading.MeasuredAt, events);
        }
    }

    /// <summary>Lets the clock say what falls due by <paramref name="now"/> when no further reading comes (EX-04).</summary>
    public void Tick(DetectorState state, Instant now, ICollection<ExcursionEvent> events)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(events);
        FireDueRules(state, now, events);
        if (state.ReturnedAt is { } returned && now >= returned + Profile.ReturnHold)
        {
            Close(state, returned, events);
        }
    }

    /// <summary>The next moment at which <see cref="Tick"/> has something to say, or null.</summary>
    public Instant? NextDueAt(DetectorState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Instant? due = state.ReturnedAt is { } returned ? returned + Profile.ReturnHold : null;
        return FirstDue(state) is { DueAt: { } ruleDue } ? Instant.Min(due ?? ruleDue, ruleDue) : due;
    }

    private static void Close(DetectorState state, Instant endedAt, ICollection<ExcursionEvent> events)
    {
        events.Add(new ExcursionEvent.Closed(state.Tally!.Excursion(endedAt), endedAt));
        state.Tally = null;
        state.ReturnedAt = null;
        state.UnobservedSinceReturn = 0;
        foreach (RuleProgress rule in state.Rules)
        {
            rule.Close();
        }
    }

    /// <summary>Of the rules that still have something to say, the one that says it first.</summary>
    private static RuleProgress? FirstDue(DetectorState state)
    {
        RuleProgress? first = null;
        foreach (RuleProgress rule in state.Rules)
        {
            if (!rule.IsSpent && rule.DueAt is { } due && (first is null || IsBefore(rule, due, first)))
            {
                first = rule;
            }
        }

        return first;
    }

    /// <summary>At one moment a rule that waits comes first: then one that counts has nothing to add (EX-17).</summary>
    private static bool IsBefore(RuleProgress rule, Instant due, RuleProgress first) =>
        due < first.DueAt
        || (due == first.DueAt && rule.Rule.Counting == RuleCounting.Waiting && first.Rule.Counting != RuleCounting.Waiting);

    private static void FireDueRules(DetectorState state, Instant now, ICollection<ExcursionEvent> events)
    {
        while (state.Tally is { } tally && FirstDue(state) is { DueAt: { } dueAt } rule && dueAt <= now)
        {
            rule.IsSpent = true;
            if (HasNothingToAdd(rule.Rule, tally))
            {
                continue;
            }

            AlarmDue alarm = new(rule.Rule, dueAt);
            tally.Add(alarm);
            events.Add(new ExcursionEvent.AlarmFellDue(tally.Excursion(endedAt: null), alarm));
        }
    }

    /// <summary>EX-17. The people have been told of this limit by a rule that waited.</summary>
    private static bool HasNothingToAdd(AlarmRule rule, ExcursionTally tally)
    {
        if (rule.Counting == RuleCounting.Waiting)
        {
            return false;
        }

        foreach (AlarmDue told in tally.Alarms)
        {
            if (told.Rule.Counting == RuleCounting.Waiting && told.Rule.Limit == rule.Limit)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>EX-06, EX-07, EX-09. The last reading held until now, but no longer than a reading speaks for.</summary>
    private void CountTime(DetectorState state, in Reading last, Instant now)
    {
        if (state.Tally is not { } tally)
        {
            return;
        }

        long passed = now.UnixMilliseconds - last.MeasuredAt.UnixMilliseconds;
        long held = Math.Min(passed, _longest);
        if (state.ReturnedAt is not null)
        {
            state.UnobservedSinceReturn += passed - held;
            return;
        }

        tally.Hold(last.Value, held, passed - held);
        Instant heldUntil = Instant.FromUnixMilliseconds(last.MeasuredAt.UnixMilliseconds + held);
        foreach (RuleProgress rule in state.Rules)
        {
            rule.Hold(last.MeasuredAt, heldUntil);
        }
    }

    private void Outside(DetectorState state, in Reading reading, Limit violated, ICollection<ExcursionEvent> events)
    {
        if (state.Tally is { } other && violated.Side != other.Limit.Side)
        {
            Close(state, state.ReturnedAt ?? reading.MeasuredAt, events);
        }

        if (state.Tally is not { } tally)
        {
            state.Tally = new ExcursionTally(Profile, violated, reading);
            events.Add(new ExcursionEvent.Opened(state.Tally.Excursion(endedAt: null)));
            return;
        }

        tally.Take(reading, state.ReturnedAt is not null, state.UnobservedSinceReturn);
        state.ReturnedAt = null;
        state.UnobservedSinceReturn = 0;
    }
}
