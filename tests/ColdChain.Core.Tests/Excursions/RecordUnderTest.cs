using ColdChain.Core.Excursions;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Core.Tests.Excursions;

/// <summary>
/// The bookkeeping of monitoring in memory: readings arrive in any order, twice, or with another value; a run goes on
/// from where it stood unless the process was restarted; excursions are reconciled each time.
/// </summary>
internal sealed class RecordUnderTest(StorageProfile profile, FreezeSensitiveStock stock)
{
    private readonly SortedList<Instant, Reading> _history = [];
    private readonly Dictionary<int, Excursion> _record = [];
    private ExcursionRun? _run;
    private Instant? _runUntil;
    private int _keys;

    public IReadOnlyCollection<Excursion> Excursions => _record.Values;

    /// <summary>The clock: never before the newest reading, and never back.</summary>
    public Instant Now { get; private set; } = Instant.FromUnixMilliseconds(0);

    /// <param name="chunk">Not empty; in any order.</param>
    /// <param name="clockAhead">How long after its newest reading they arrive.</param>
    public void Arrive(Reading[] chunk, TimeSpan clockAhead)
    {
        Instant[] fresh = [.. chunk.Where(Store).Select(reading => reading.MeasuredAt)];
        Now = Instant.Max(Now, _history.Keys[^1] + clockAhead);
        if (fresh.Length == 0)
        {
            return;
        }

        if (_run is not null && _runUntil < fresh.Min())
        {
            GoOn(_run, fresh.Min());
        }
        else
        {
            RunAgain(fresh.Min(), fresh.Max());
        }
    }

    /// <summary>What was only in memory is gone; what is on record stays.</summary>
    public void Restart() => (_run, _runUntil) = (null, null);

    /// <summary>The clock is asked about what goes on (EX-04).</summary>
    public void Sweep(Instant now)
    {
        Now = Instant.Max(Now, now);
        if (_run?.Open is { } open)
        {
            Reconcile(open.StartedAt, null, _run.FoundBy(Now));
        }
        else if (_run is null && _record.Values.Where(one => !one.IsOver).Select(one => one.StartedAt).ToArray() is [var start, ..])
        {
            RunAgain(start, start);
        }
    }

    /// <summary>False when nothing is judged that was not judged before.</summary>
    private bool Store(Reading reading)
    {
        if (_history.TryGetValue(reading.MeasuredAt, out Reading stored))
        {
            // EX-13
            reading = reading with { Value = profile.FurtherOut(stored.Value, reading.Value) };
        }

        bool isNew = stored != reading;
        _history[reading.MeasuredAt] = reading;
        return isNew;
    }

    private void GoOn(ExcursionRun run, Instant from)
    {
        Instant begin = run.Open?.StartedAt ?? from;
        foreach (Reading reading in From(from))
        {
            run.Take(reading);
        }

        Reconcile(begin, null, run.FoundBy(Now));
        Keep(run);
    }

    private void RunAgain(Instant first, Instant last)
    {
        LateRun late = new(new ExcursionRun(profile) { Stock = stock }, [.. _record.Values.Select(one => one.During)], first, last);
        foreach (Reading reading in From(late.ReadFrom))
        {
            if (late.Take(reading) && reading.MeasuredAt < _runUntil)
            {
                Reconcile(late.SpeakFrom, late.SameFrom, late.FoundBy(late.SameFrom!.Value));
                return;
            }
        }

        Reconcile(late.SpeakFrom, null, late.FoundBy(Now));
        Keep(late.Run);
    }

    private IEnumerable<Reading> From(Instant from) => _history.Values.SkipWhile(reading => reading.MeasuredAt < from);

    private void Keep(ExcursionRun run)
    {
        run.ForgetClosed();
        (_run, _runUntil) = (run, _history.Keys[^1]);
    }

    private void Reconcile(Instant from, Instant? until, IEnumerable<Excursion> found)
    {
        Reconciliation<int> result = LateReadings.Reconcile(
            _record.Where(one => one.Value.StartedAt >= from && !(one.Value.StartedAt >= until))
                .Select(one => new KnownExcursion<int>(one.Key, one.Value.Limit.Side, one.Value.During)),
            found.Where(one => one.StartedAt >= from));
        foreach (int vanished in result.Vanished)
        {
            _record.Remove(vanished);
        }

        foreach ((int key, Excursion changed) in result.Matched)
        {
            _record[key] = changed;
        }

        foreach (Excursion one in result.New)
        {
            _record.Add(_keys++, one);
        }
    }
}
