using ColdChain.Core.Excursions;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.History;

namespace ColdChain.Server.Monitoring;

/// <summary>Runs the detector over what is new of a sensor: on from where it stood, or again from a calm point (EX-10).</summary>
/// <remarks>Keeps what it knows of each sensor in memory; what is not there is made again from the history. One caller at a time.</remarks>
internal sealed class SensorJudge(SpanReadings history, IStockKnowledge stock)
{
    private readonly Dictionary<SensorId, SensorWatch> _watches = [];

    /// <summary>Judges new readings; null when they go on calm from where it stood: then there is nothing on record and nothing to record.</summary>
    /// <param name="fresh">Where they lie.</param>
    /// <param name="onRecord">Gives when the sensor's excursions in this place were, as recorded; asked only for late readings.</param>
    /// <param name="now">The clock.</param>
    /// <param name="cancellationToken">Stops; nothing was judged then.</param>
    public async Task<Judgement?> JudgeAsync(
        NewReadings fresh, Func<Task<IReadOnlyList<TimeRange>>> onRecord, Instant now, CancellationToken cancellationToken)
    {
        SensorWatch? watch = WatchOf(fresh.Placement);
        if (watch?.NewestAt < fresh.From)
        {
            return await GoOnAsync(watch, fresh, now, cancellationToken);
        }

        FreezeSensitiveStock inside = await stock.FreezeSensitiveInAsync(fresh.Placement.StorageUnitId, cancellationToken);
        ExcursionRun run = new(fresh.Placement.Profile) { Stock = inside };
        return await RunAgainAsync(fresh, new LateRun(run, await onRecord(), fresh.From, fresh.To), now, cancellationToken);
    }

    /// <summary>What the clock says without any new reading; null when nothing is known of this place and a run is needed.</summary>
    public Judgement? JudgeByClock(Placement placement, Instant now) =>
        WatchOf(placement) is { Run: var run } && run.Open is { } open ? Of(placement, run, open.StartedAt, now) : null;

    /// <summary>What was judged could not be written down: it is made again from the history.</summary>
    public void Forget(SensorId sensor) => _watches.Remove(sensor);

    private SensorWatch? WatchOf(Placement placement) =>
        _watches.TryGetValue(placement.SensorId, out SensorWatch? watch) && watch.IsOf(placement) ? watch : null;

    private async Task<Judgement?> GoOnAsync(SensorWatch watch, NewReadings fresh, Instant now, CancellationToken cancellationToken)
    {
        Instant begin = watch.Run.Open?.StartedAt ?? fresh.From;
        bool wasCalm = watch.Run.IsCalm;
        bool knowsStock = false;
        await foreach (Reading reading in history.JudgedFromAsync(
            watch.Placement.SensorId, fresh.Rest(fresh.From, watch.NewestAt), watch.Placement.Profile, cancellationToken))
        {
            // What is inside matters to no rule while the fridge is in range, and that is nearly always.
            if (!knowsStock && (!watch.Run.IsCalm || watch.Placement.Profile.Violated(reading.Value) is not null))
            {
                watch.Run.Stock = await stock.FreezeSensitiveInAsync(watch.Placement.StorageUnitId, cancellationToken);
                knowsStock = true;
            }

            watch.Run.Take(reading);
        }

        if (wasCalm && watch.Run.IsCalm && !watch.Run.HasClosed)
        {
            return null;
        }

        Judgement judgement = Of(watch.Placement, watch.Run, begin, now);
        watch.Run.ForgetClosed();
        return judgement;
    }

    private async Task<Judgement> RunAgainAsync(NewReadings fresh, LateRun late, Instant now, CancellationToken cancellationToken)
    {
        Placement placement = fresh.Placement;
        Instant? knownUntil = WatchOf(placement)?.NewestAt;
        TimeRange rest = fresh.Rest(Instant.Max(late.ReadFrom, placement.During.Start), knownUntil);
        await foreach (Reading reading in history.JudgedAboutAsync(fresh, rest, cancellationToken))
        {
            // Without a watch there is nothing to go on from later, so the run must reach the end.
            if (late.Take(reading) && reading.MeasuredAt < knownUntil)
            {
                return new Judgement(placement, late.SpeakFrom, late.SameFrom, late.FoundBy(late.SameFrom!.Value), DueAt: null);
            }
        }

        Judgement judgement = Of(placement, late.Run, late.SpeakFrom, now);
        late.Run.ForgetClosed();
        Keep(placement, late.Run);
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
            return new Judgement(placement, from, Until: null, FoundFrom(run, from, now), run.NextDueAfter(now));
        }

        // The sensor was taken out: of what the unit did afterwards it knows nothing.
        IReadOnlyList<Excursion> found =
            [.. FoundFrom(run, from, removedAt).Select(one => one.IsOver ? one : one with { EndedAt = removedAt })];
        return new Judgement(placement, from, Until: null, found, DueAt: null);
    }

    /// <summary>What was read only to fill the sums is on record already.</summary>
    private static IReadOnlyList<Excursion> FoundFrom(ExcursionRun run, Instant from, Instant now) =>
        [.. run.FoundBy(now).Where(one => one.StartedAt >= from)];
}
