using ColdChain.Core.Excursions;
using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.History;

namespace ColdChain.Server.Monitoring;

/// <summary>Runs the detector over what is new of a sensor: on from where it stood, or again from a calm point (EX-10).</summary>
/// <remarks>Keeps what it knows of each sensor in memory; what is not there is made again from the history. One caller at a time.</remarks>
internal sealed class SensorJudge(IReadingHistory history)
{
    private readonly Dictionary<SensorId, SensorWatch> _watches = [];

    /// <summary>Judges new readings.</summary>
    /// <param name="fresh">Where they lie.</param>
    /// <param name="onRecord">Gives when the sensor's excursions in this place were, as recorded; asked only for late readings.</param>
    /// <param name="now">The clock.</param>
    /// <param name="cancellationToken">Stops; nothing was judged then.</param>
    public async Task<Judgement> JudgeAsync(
        NewReadings fresh, Func<Task<IReadOnlyList<TimeRange>>> onRecord, Instant now, CancellationToken cancellationToken)
    {
        SensorWatch? watch = WatchOf(fresh.Placement);
        if (watch?.NewestAt < fresh.From)
        {
            return await GoOnAsync(watch, fresh.From, now, cancellationToken);
        }

        return await RunAgainAsync(fresh, new Known(watch, await onRecord()), now, cancellationToken);
    }

    /// <summary>What the clock says without any new reading; null when nothing is known of this place and a run is needed.</summary>
    public Judgement? JudgeByClock(Placement placement, Instant now) =>
        WatchOf(placement) is { Run: var run } && run.State.Open is { } open ? Of(placement, run, open.StartedAt, now) : null;

    /// <summary>What was judged could not be written down: it is made again from the history.</summary>
    public void Forget(SensorId sensor) => _watches.Remove(sensor);

    private SensorWatch? WatchOf(Placement placement) =>
        _watches.TryGetValue(placement.SensorId, out SensorWatch? watch) && watch.IsOf(placement) ? watch : null;

    private async Task<Judgement> GoOnAsync(SensorWatch watch, Instant from, Instant now, CancellationToken cancellationToken)
    {
        Instant begin = watch.Run.State.Open?.StartedAt ?? from;
        TimeRange rest = new(from, watch.Placement.During.End);
        await foreach (Reading reading in history
            .JudgedFromAsync(watch.Placement.SensorId, rest, watch.Placement.Profile, cancellationToken))
        {
            watch.Run.Take(reading);
        }

        Judgement judgement = Of(watch.Placement, watch.Run, begin, now);
        watch.Run.ForgetClosed();
        return judgement;
    }

    private async Task<Judgement> RunAgainAsync(NewReadings fresh, Known known, Instant now, CancellationToken cancellationToken)
    {
        Placement placement = fresh.Placement;
        Instant calm = LateReadings.CalmPointBefore(known.OnRecord, fresh.From, placement.Profile.ReturnHold);
        ExcursionRun run = new(placement.Profile);
        TimeRange rest = new(calm, placement.During.End);
        await foreach (Reading reading in history
            .JudgedFromAsync(placement.SensorId, rest, placement.Profile, cancellationToken))
        {
            run.Take(reading);
            if (reading.MeasuredAt > fresh.To && run.State.IsCalm && known.IsCalmAt(reading.MeasuredAt, placement))
            {
                // From here on the old run and this one go the same way.
                return new Judgement(placement, calm, reading.MeasuredAt, run.FoundBy(now), DueAt: null);
            }
        }

        Judgement judgement = Of(placement, run, calm, now);
        run.ForgetClosed();
        Keep(placement, run);
        return judgement;
    }

    /// <summary>A late reading of a place that the sensor has left must not displace what is known of its present place.</summary>
    private void Keep(Placement placement, ExcursionRun run)
    {
        if (!_watches.TryGetValue(placement.SensorId, out SensorWatch? present)
            || present.Placement.During.Start <= placement.During.Start)
        {
            _watches[placement.SensorId] = new SensorWatch(placement, run);
        }
    }

    private static Judgement Of(Placement placement, ExcursionRun run, Instant from, Instant now)
    {
        if (placement.During.End is not { } removedAt || now < removedAt)
        {
            return new Judgement(placement, from, Until: null, run.FoundBy(now), run.NextDueAfter(now));
        }

        // The sensor was taken out: of what the unit did afterwards it knows nothing.
        IReadOnlyList<Excursion> found =
            [.. run.FoundBy(removedAt).Select(one => one.IsOver ? one : one with { EndedAt = removedAt })];
        return new Judgement(placement, from, Until: null, found, DueAt: null);
    }

    /// <summary>What was known before: without a watch there is nothing to go on from, so the run must reach the end.</summary>
    private sealed record Known(SensorWatch? Watch, IReadOnlyList<TimeRange> OnRecord)
    {
        public bool IsCalmAt(Instant moment, Placement placement) =>
            moment < Watch?.NewestAt
            && !OnRecord.Any(during =>
                during.Start <= moment && (during.End is not { } end || end + placement.Profile.ReturnHold >= moment));
    }
}
