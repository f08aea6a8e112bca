using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Warnings;

/// <summary>Watches one sensor while it is in range: near its limits, or rising (EX-19, EX-20). A pure step function.</summary>
/// <remarks>The clock needs no step of its own: <see cref="WarningState.ShownAt"/> knows when a warning is due.</remarks>
public sealed class WarningWatch(StorageProfile profile)
{
    /// <summary>Everything that was shown by that moment, by start.</summary>
    /// <param name="readings">In order of time, at most one for a moment; those after now are not looked at.</param>
    /// <param name="profile">Its limits and its warnings.</param>
    /// <param name="now">The clock stands here.</param>
    public static IReadOnlyList<Warning> Over(IEnumerable<Reading> readings, StorageProfile profile, Instant now)
    {
        ArgumentNullException.ThrowIfNull(readings);
        WarningWatch watch = new(profile);
        List<Warning> over = [];
        WarningState state = WarningState.Initial;
        foreach (Reading reading in readings.TakeWhile(reading => reading.MeasuredAt <= now))
        {
            state = watch.Step(state, reading, over);
        }

        return [.. over.Concat(state.ShownAt(now)).OrderBy(one => one.StartedAt).ThenBy(one => one.RuleId, StringComparer.Ordinal)];
    }

    /// <summary>Takes the next reading; a warning that it ends is added to <paramref name="over"/>.</summary>
    /// <exception cref="ArgumentException">The reading is not newer than the last one.</exception>
    public WarningState Step(WarningState state, in Reading reading, ICollection<Warning> over)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(over);
        if (reading.MeasuredAt <= state.LastAt)
        {
            throw new ArgumentException($"Readings are taken in order: {reading.MeasuredAt} is not after {state.LastAt}.", nameof(reading));
        }

        state = state with { LastAt = reading.MeasuredAt };
        if (profile.Violated(reading.Value) is null)
        {
            return FollowRise(FollowBand(state, reading, over), reading, over);
        }

        End(state.Near, reading.MeasuredAt, over);
        End(state.Rising, reading.MeasuredAt, over);
        return WarningState.Initial with { LastAt = reading.MeasuredAt };
    }

    private static void End(Warning? shown, Instant at, ICollection<Warning> over)
    {
        if (shown is not null && shown.DueAt <= at)
        {
            over.Add(shown with { EndedAt = at });
        }
    }

    /// <summary>EX-19. From one end of the band to the other is over and begins again.</summary>
    private WarningState FollowBand(WarningState state, in Reading reading, ICollection<Warning> over)
    {
        if (profile.PreWarning is not { } band)
        {
            return state;
        }

        string? rule = reading.Value > band.High ? Warning.NearHigh : reading.Value < band.Low ? Warning.NearLow : null;
        if (state.Near is { } near && near.RuleId == rule)
        {
            bool isNearer = rule == Warning.NearHigh ? reading.Value > near.Extreme : reading.Value < near.Extreme;
            return isNearer ? state with { Near = near with { Extreme = reading.Value } } : state;
        }

        End(state.Near, reading.MeasuredAt, over);
        return state with
        {
            Near = rule is null ? null : new Warning
            {
                Sensor = reading.Sensor,
                RuleId = rule,
                StartedAt = reading.MeasuredAt,
                DueAt = reading.MeasuredAt + band.Hold,
                Extreme = reading.Value,
            },
        };
    }

    /// <summary>EX-20. Found once; found again only after it has fallen by half of what it rose.</summary>
    private WarningState FollowRise(WarningState state, in Reading reading, ICollection<Warning> over)
    {
        if (profile.RiseWarning is not { } rule)
        {
            return state;
        }

        if (state.Rising is { } rising)
        {
            Temperature top = reading.Value > rising.Extreme ? reading.Value : rising.Extreme;
            if (2 * (top.MilliCelsius - reading.Value.MilliCelsius) < top.MilliCelsius - state.RoseFromMilliCelsius)
            {
                return state with { Rising = rising with { Extreme = top } };
            }

            End(rising, reading.MeasuredAt, over);
            return state with { Rising = null, Lowest = state.Lowest!.Emptied().With(reading) };
        }

        RecentExtreme lowest = (state.Lowest ?? new RecentExtreme(IsLowest: true, rule.Within)).With(reading);
        (Instant MeasuredAt, Temperature Value) low = lowest.First!.Value;
        state = state with { Lowest = lowest };
        return reading.Value - low.Value <= rule.Rise ? state : state with
        {
            RoseFromMilliCelsius = low.Value.MilliCelsius,
            Rising = new Warning
            {
                Sensor = reading.Sensor,
                RuleId = Warning.Rising,
                StartedAt = low.MeasuredAt,
                DueAt = reading.MeasuredAt,
                Extreme = reading.Value,
            },
        };
    }
}
