using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Observing;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.History;

namespace ColdChain.Server.Monitoring;

/// <summary>Runs the watch over what is new of a sensor, on from where it stood or again from before; compares it with its neighbours.</summary>
/// <remarks>Keeps where each sensor's watch stands in memory; what is not there is made again from the history. One caller at a time.</remarks>
internal sealed class ObservationJudge(SpanReadings history)
{
    /// <summary>A disagreement that is not found yet began at most this long ago (EX-31).</summary>
    private static readonly TimeSpan NeighbourLookback = DisagreementWatch.Hold + StorageProfile.DefaultLongestInterval;

    /// <summary>How far beyond the new readings it is looked at first: most disagreements are over by then [P].</summary>
    private static readonly TimeSpan NeighbourReach = TimeSpan.FromHours(24);

    private readonly Dictionary<SensorId, (Placement Placement, ObservationState State)> _standing = [];

    /// <summary>
    /// What the sensor's own readings show (EX-24 to EX-27); null when they go on from where it stood and show nothing: then
    /// nothing on record changes.
    /// </summary>
    /// <param name="fresh">Where the new readings lie.</param>
    /// <param name="onRecord">Gives the starts of findings of this sensor that were not over when the new readings begin; asked only for late ones.</param>
    /// <param name="cancellationToken">Stops; nothing was judged then.</param>
    public async Task<ObservationJudgement?> JudgeAsync(
        NewReadings fresh, Func<Task<IEnumerable<Instant>>> onRecord, CancellationToken cancellationToken)
    {
        Placement placement = fresh.Placement;
        ObservationState state = new();
        (Instant? ranFrom, Instant? until) = (null, null);
        bool isKnown = _standing.TryGetValue(placement.SensorId, out (Placement Placement, ObservationState State) standing)
            && standing.Placement == placement;
        if (isKnown && standing.State.Last?.MeasuredAt < fresh.From)
        {
            state = standing.State;
        }
        else
        {
            ranFrom = Instant.Max(placement.During.Start, (await onRecord()).Append(fresh.From).Min() - StuckRun.Lookback);
        }

        ObservationWatch watch = new(placement.Profile);
        List<ObservationEvent> events = [];
        TimeRange rest = fresh.Rest(ranFrom ?? fresh.From, isKnown ? standing.State.Last?.MeasuredAt : null);
        await foreach (Reading reading in history.JudgedAboutAsync(fresh, rest, cancellationToken))
        {
            watch.Step(state, reading, events);
            if (isKnown && ranFrom is not null && state.IsCalmSince(fresh.To))
            {
                // From here on the old run and this one go the same way.
                until = reading.MeasuredAt;
                break;
            }
        }

        if (until is null)
        {
            Keep(placement, state);
        }

        IReadOnlyList<ObservationFinding> found = events.Count == 0 ? [] : Told(Observation.Sum(events), fresh, placement.During.End);
        return found.Count == 0 && ranFrom is null
            ? null
            : new ObservationJudgement((placement.SensorId, null), fresh.From, ranFrom, found)
            {
                Within = placement.During,
                Until = until,
            };
    }

    /// <summary>
    /// From the newest reading of either sensor before the new ones: a disagreement that fell due by the clock since then,
    /// and was over when one of them fell silent, has not been said yet.
    /// </summary>
    public async Task<NewReadings> SinceLastHeardAsync(NewReadings fresh, Neighbour neighbour, CancellationToken cancellationToken)
    {
        StoredReading? own = await history.LastBeforeAsync(fresh.Placement.SensorId, fresh.From, cancellationToken);
        StoredReading? other = await history.LastBeforeAsync(neighbour.Placement.SensorId, fresh.From, cancellationToken);
        Instant? heardAt = new[] { own?.MeasuredAt, other?.MeasuredAt }.Max();
        return fresh with { From = Instant.Max(fresh.Placement.During.Start, heardAt ?? fresh.From) };
    }

    /// <summary>EX-31. True when nothing that either said about then differs from anything the other said by more than both may err.</summary>
    /// <remarks>Looks at what <see cref="CompareAsync(NewReadings, Neighbour, IEnumerable{Instant}, CancellationToken)"/> would look at, without an order of time.</remarks>
    public async Task<bool> AgreesAsync(NewReadings fresh, Neighbour neighbour, CancellationToken cancellationToken)
    {
        TimeRange about = new(fresh.From - NeighbourLookback, fresh.To + NeighbourReach);
        (int Lowest, int Highest)? own = await ReachAsync(fresh.Placement, about, cancellationToken);
        (int Lowest, int Highest)? other = await ReachAsync(neighbour.Placement, about, cancellationToken);
        return own is not { } here || other is not { } there
            || Math.Max(here.Highest - there.Lowest, there.Highest - here.Lowest) <= neighbour.SumOfAccuracies.MilliKelvin;
    }

    /// <summary>EX-31. Whether it and a neighbour in the unit can both be right.</summary>
    public async Task<ObservationJudgement> CompareAsync(
        NewReadings fresh, Neighbour neighbour, IEnumerable<Instant> onRecord, CancellationToken cancellationToken)
    {
        Instant from = onRecord.Append(fresh.From).Min() - NeighbourLookback;
        Instant near = fresh.To + NeighbourReach;
        ObservationJudgement judgement = await CompareAsync(fresh, neighbour, new TimeRange(from, near), cancellationToken);
        return judgement.Found.All(one => one.EndedAt is not null)
            ? judgement
            : await CompareAsync(fresh, neighbour, new TimeRange(from, null), cancellationToken);
    }

    private async Task<ObservationJudgement> CompareAsync(
        NewReadings fresh, Neighbour neighbour, TimeRange during, CancellationToken cancellationToken)
    {
        PlacedSeries[] both =
        [
            .. new[]
            {
                await SeriesAsync(fresh.Placement, during, cancellationToken),
                await SeriesAsync(neighbour.Placement, during, cancellationToken),
            }.OrderBy(one => one.Placement.SensorId.ToString(), StringComparer.Ordinal).Select(one => one.Series),
        ];
        Instant newest = both.SelectMany(one => one.Readings.TakeLast(1)).Select(reading => reading.MeasuredAt).Append(fresh.To).Max();
        DisagreementWatch watch = new(fresh.Placement.Profile.LongestInterval, neighbour.SumOfAccuracies);
        IReadOnlyList<ObservationFinding> found = watch.Between(both[0], both[1], newest);
        (SensorId, SensorId?) of = Ordered(fresh.Placement.SensorId, neighbour.Placement.SensorId);
        // One that begins in the last of what was read is not seen to its end, and nothing new can have changed it.
        Instant? until = during.End - NeighbourLookback;
        return new ObservationJudgement(
            of, fresh.From, during.Start, [.. Told(found, fresh, end: null).Where(one => until is null || one.StartedAt < until)])
        {
            Until = until,
            Within = fresh.Placement.During.Intersect(neighbour.Placement.During) ?? fresh.Placement.During,
        };
    }

    /// <summary>In alphabetical order, so that a pair is one pair whichever of the two was heard.</summary>
    public static (SensorId Sensor, SensorId? Other) Ordered(SensorId left, SensorId right) =>
        string.CompareOrdinal(left.ToString(), right.ToString()) < 0 ? (left, right) : (right, left);

    /// <summary>What was found could not be written down: it is found again from the history.</summary>
    public void Forget(SensorId sensor) => _standing.Remove(sensor);

    /// <summary>What has a record here: silences have one of their own, faults and power are the agent's word.</summary>
    private static IReadOnlyList<ObservationFinding> Told(IReadOnlyList<ObservationFinding> found, NewReadings fresh, Instant? end) =>
    [
        .. found.Where(one => one.Kind is ObservationKind.Stuck or ObservationKind.ImplausibleJump or ObservationKind.ProbeOutside
                or ObservationKind.ClockWrong or ObservationKind.Disagreement)
            .Where(one => one.EndedAt is not { } over || over >= fresh.From)
            .Select(one => one with { EndedAt = one.EndedAt ?? end }),
    ];

    /// <summary>A late reading of a place that the sensor has left must not displace where it stands in its present place.</summary>
    private void Keep(Placement placement, ObservationState state)
    {
        if (!_standing.TryGetValue(placement.SensorId, out (Placement Placement, ObservationState State) present)
            || present.Placement.During.Start <= placement.During.Start)
        {
            _standing[placement.SensorId] = (placement, state);
        }
    }

    /// <summary>Lowest and highest of what was said there, conflicts included, in thousandths of a degree; null when nothing was.</summary>
    private async Task<(int Lowest, int Highest)?> ReachAsync(Placement placement, TimeRange during, CancellationToken cancellationToken)
    {
        if (placement.During.Intersect(during) is not { } there)
        {
            return null;
        }

        (int lowest, int highest) = (int.MaxValue, int.MinValue);
        foreach (StoredReading reading in await history.ReadAsync(placement.SensorId, there, cancellationToken))
        {
            lowest = Math.Min(lowest, reading.Value.MilliCelsius);
            highest = Math.Max(highest, reading.Value.MilliCelsius);
        }

        return lowest > highest ? null : (lowest, highest);
    }

    private async Task<(Placement Placement, PlacedSeries Series)> SeriesAsync(
        Placement placement, TimeRange during, CancellationToken cancellationToken)
    {
        List<Reading> readings = [];
        if (placement.During.Intersect(during) is { } there)
        {
            await foreach (Reading reading in history.JudgedFromAsync(placement.SensorId, there, placement.Profile, cancellationToken))
            {
                readings.Add(reading);
            }
        }

        return (placement, new PlacedSeries(placement.During, readings));
    }
}
