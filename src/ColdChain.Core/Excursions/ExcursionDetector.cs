using System.Collections.Immutable;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Core.Excursions;

/// <summary>Finds excursions in the readings of one sensor, taken in the order in which they were measured.</summary>
/// <remarks>
/// A pure step function: the same readings and clock give the same events, whether they come one by one or all at
/// once. The clock matters only through <see cref="Tick"/>, and every step first does what the clock would have done
/// by then, so a run over the stored series says what a live run said (EX-04).
/// <code>
///            first reading outside (EX-01)          first reading inside
///   calm ------------------------------------> out -----------------------> returning
///    ^                                          ^                            |   |
///    |                                          +----- a reading outside ----+   |
///    +------------------- inside for ReturnHold (EX-02) -------------------------+
/// </code>
/// </remarks>
public sealed class ExcursionDetector(StorageProfile profile)
{
    public StorageProfile Profile { get; } = profile;

    /// <summary>Takes the next reading; what it brings about is added to <paramref name="events"/>.</summary>
    /// <exception cref="ArgumentException">The reading is not newer than the last one.</exception>
    public DetectorState Step(DetectorState state, in Reading reading, ICollection<ExcursionEvent> events)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(events);
        if (state.Last is { } last && reading.MeasuredAt <= last.MeasuredAt)
        {
            throw new ArgumentException(
                $"Readings are taken in order: {reading.MeasuredAt} is not after {last.MeasuredAt}.", nameof(reading));
        }

        state = CountTimeUntil(Tick(state, reading.MeasuredAt, events), reading.MeasuredAt);
        Limit? violated = Profile.Violated(reading.Value);
        if (state.Open is { } open && violated is not null && violated.Side != open.Limit.Side)
        {
            state = Close(state, state.ReturnedAt ?? reading.MeasuredAt, events);
        }

        state = violated is null ? Inside(state, reading) : Outside(state, reading, violated, events);
        state = state with { Last = reading, Runs = NextRuns(state, reading) };
        return FireDueRules(state, reading.MeasuredAt, events);
    }

    /// <summary>Lets the clock say what falls due by <paramref name="now"/> when no further reading comes (EX-04).</summary>
    public DetectorState Tick(DetectorState state, Instant now, ICollection<ExcursionEvent> events)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(events);
        state = FireDueRules(state, now, events);
        return state.ReturnedAt is { } returned && now >= returned + Profile.ReturnHold
            ? Close(state, returned, events)
            : state;
    }

    /// <summary>The next moment at which <see cref="Tick"/> has something to say, or null.</summary>
    public Instant? NextDueAt(DetectorState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Instant? due = state.ReturnedAt is { } returned ? returned + Profile.ReturnHold : null;
        foreach (RuleRun run in state.Runs)
        {
            if (!HasFired(state, run.Rule))
            {
                due = due is null ? run.DueAt : Instant.Min(due.Value, run.DueAt);
            }
        }

        return due;
    }

    private static bool HasFired(DetectorState state, AlarmRule rule) =>
        state.Open is { } open && open.Alarms.Any(alarm => alarm.Rule == rule);

    private static DetectorState Inside(DetectorState state, in Reading reading) =>
        state.Open is null || state.ReturnedAt is not null
            ? state
            : state with { ReturnedAt = reading.MeasuredAt, UnobservedSinceReturn = 0 };

    private static DetectorState Close(DetectorState state, Instant endedAt, ICollection<ExcursionEvent> events)
    {
        Excursion closed = state.Open! with { EndedAt = endedAt };
        events.Add(new ExcursionEvent.Closed(closed, endedAt));
        return state with { Open = null, ReturnedAt = null, UnobservedSinceReturn = 0, Runs = [] };
    }

    /// <summary>EX-06, EX-07, EX-09. The last reading holds until now, but no longer than a reading speaks for.</summary>
    private DetectorState CountTimeUntil(DetectorState state, Instant now)
    {
        if (state.Open is not { } open || state.Last is not { } last)
        {
            return state;
        }

        long passed = now.UnixMilliseconds - last.MeasuredAt.UnixMilliseconds;
        long held = Math.Min(passed, (long)Profile.LongestInterval.TotalMilliseconds);
        if (state.ReturnedAt is not null)
        {
            return state with { UnobservedSinceReturn = state.UnobservedSinceReturn + (passed - held) };
        }

        return state with
        {
            Open = open with
            {
                OutMilliseconds = open.OutMilliseconds + held,
                UnobservedMilliseconds = open.UnobservedMilliseconds + (passed - held),
            },
        };
    }

    private DetectorState Outside(
        DetectorState state, in Reading reading, Limit violated, ICollection<ExcursionEvent> events)
    {
        if (state.Open is not { } open)
        {
            Excursion opened = new()
            {
                Limit = violated,
                ProfileId = Profile.Id,
                ProfileVersion = Profile.Version,
                StartedAt = reading.MeasuredAt,
                Peak = reading.Value,
                PeakAt = reading.MeasuredAt,
            };
            events.Add(new ExcursionEvent.Opened(opened));
            return state with { Open = opened };
        }

        Excursion goingOn = open with { UnobservedMilliseconds = open.UnobservedMilliseconds + state.UnobservedSinceReturn };
        if (violated.IsWorse(reading.Value, open.Peak))
        {
            goingOn = goingOn with { Peak = reading.Value, PeakAt = reading.MeasuredAt };
        }

        return state with { Open = goingOn, ReturnedAt = null, UnobservedSinceReturn = 0 };
    }

    /// <summary>EX-03. A rule runs from the first reading beyond its limit until the first that is not.</summary>
    private ImmutableArray<RuleRun> NextRuns(DetectorState state, in Reading reading)
    {
        if (state.Open is null)
        {
            return [];
        }

        ImmutableArray<RuleRun>.Builder runs = ImmutableArray.CreateBuilder<RuleRun>(Profile.AlarmRules.Length);
        foreach (AlarmRule rule in Profile.AlarmRules.Where(
            rule => rule is { Counting: RuleCounting.Waiting, IsForFreezeSensitiveStock: false }))
        {
            if (rule.Limit.IsOutside(reading.Value))
            {
                runs.Add(state.Runs.FirstOrDefault(run => run.Rule == rule) ?? new RuleRun(rule, reading.MeasuredAt));
            }
        }

        return runs.DrainToImmutable();
    }

    private static DetectorState FireDueRules(DetectorState state, Instant now, ICollection<ExcursionEvent> events)
    {
        foreach (RuleRun run in state.Runs)
        {
            if (run.DueAt <= now && !HasFired(state, run.Rule))
            {
                AlarmDue due = new(run.Rule, run.DueAt);
                Excursion alarmed = state.Open! with { Alarms = state.Open!.Alarms.Add(due) };
                events.Add(new ExcursionEvent.AlarmFellDue(alarmed, due));
                state = state with { Open = alarmed };
            }
        }

        return state;
    }
}
