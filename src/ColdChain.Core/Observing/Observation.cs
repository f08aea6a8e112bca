using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Core.Observing;

/// <summary>One pass of the watch over everything that came from a sensor.</summary>
public static class Observation
{
    /// <summary>What was found by that moment, by start; readings, faults and changes of power after it are not looked at.</summary>
    /// <param name="readings">In order of time, at most one for a moment.</param>
    /// <param name="profile">Says how long a reading speaks.</param>
    /// <param name="now">The clock stands here.</param>
    public static IReadOnlyList<ObservationFinding> Over(
        IReadOnlyList<Reading> readings, StorageProfile profile, Instant now) =>
        Over(new ObservedSeries(readings), profile, now);

    /// <inheritdoc cref="Over(IReadOnlyList{Reading}, StorageProfile, Instant)"/>
    public static IReadOnlyList<ObservationFinding> Over(ObservedSeries series, StorageProfile profile, Instant now)
    {
        ArgumentNullException.ThrowIfNull(series);
        ObservationWatch watch = new(profile);
        List<ObservationEvent> events = [];
        ObservationState state = new();
        foreach (Action<ObservationState> step in Steps(watch, series, now, events))
        {
            step(state);
        }

        watch.Tick(state, now, events);
        return Sum(events);
    }

    /// <summary>The findings that a list of events adds up to: each once, with its end where one was said.</summary>
    public static IReadOnlyList<ObservationFinding> Sum(IEnumerable<ObservationEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        return
        [
            .. events.Select(happened => happened.Finding)
                .GroupBy(finding => finding with { EndedAt = null })
                .Select(said => said.Last())
                .OrderBy(finding => finding.StartedAt)
                .ThenBy(finding => finding.Kind),
        ];
    }

    /// <summary>In order of time. At one moment power comes first, and a fault after the reading that it follows.</summary>
    private static IEnumerable<Action<ObservationState>> Steps(
        ObservationWatch watch, ObservedSeries series, Instant now, List<ObservationEvent> events)
    {
        IEnumerable<(Instant At, int Turn, Action<ObservationState> Step)> power = series.Power.Select(
            change => (change.At, 0, (Action<ObservationState>)(state => watch.Step(state, change, events))));
        IEnumerable<(Instant At, int Turn, Action<ObservationState> Step)> readings = series.Readings.Select(
            reading => (reading.MeasuredAt, 1, (Action<ObservationState>)(state => watch.Step(state, reading, events))));
        IEnumerable<(Instant At, int Turn, Action<ObservationState> Step)> faults = series.Faults.Select(
            fault => (fault.At, 2, (Action<ObservationState>)(state => watch.Step(state, fault, events))));
        return power.Concat(readings).Concat(faults)
            .Where(one => one.At <= now)
            .OrderBy(one => one.At)
            .ThenBy(one => one.Turn)
            .Select(one => one.Step);
    }
}
