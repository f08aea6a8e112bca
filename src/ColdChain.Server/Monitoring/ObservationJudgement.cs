using ColdChain.Core.Identity;
using ColdChain.Core.Observing;
using ColdChain.Core.Time;

namespace ColdChain.Server.Monitoring;

/// <summary>What a run over some readings found beside the excursions, and which of the findings on record it speaks about.</summary>
/// <param name="Of">The sensor, or two that were compared, in alphabetical order.</param>
/// <param name="From">The first of the new readings: what was over before it stays as it was.</param>
/// <param name="RanFrom">The run began here; null when it went on from where it stood, and then it disproves nothing.</param>
/// <param name="Found">By start.</param>
internal sealed record ObservationJudgement(
    (SensorId Sensor, SensorId? Other) Of, Instant From, Instant? RanFrom, IReadOnlyList<ObservationFinding> Found)
{
    /// <summary>While the sensor, or both, sat there: of findings from before and after it says nothing.</summary>
    public required TimeRange Within { get; init; }

    /// <summary>The run says nothing of findings that begin from here on; null when it went to the end.</summary>
    public Instant? Until { get; init; }

    /// <summary>True when the run would have found it, were it there.</summary>
    public bool Disproves(ObservationEntry entry) =>
        entry.StartedAt >= RanFrom && (Until is not { } until || entry.StartedAt < until) && Within.Contains(entry.StartedAt) && (entry.EndedAt is not { } end || end >= From) && !Found.Any(one => IsOf(entry, one));

    public static bool IsOf(ObservationEntry entry, ObservationFinding found) =>
        entry.Kind == found.Kind && entry.StartedAt == found.StartedAt;
}
