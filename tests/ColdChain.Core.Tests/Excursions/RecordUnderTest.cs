using ColdChain.Core.Excursions;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Core.Tests.Excursions;

/// <summary>The bookkeeping of monitoring in memory: readings arrive in any order, excursions are reconciled each time.</summary>
internal sealed class RecordUnderTest(StorageProfile profile)
{
    private readonly SortedList<Instant, Reading> _history = [];
    private readonly Dictionary<int, Excursion> _record = [];
    private int _keys;

    public IReadOnlyCollection<Excursion> Excursions => _record.Values;

    /// <summary>The clock stands at the newest reading; then the next minute, so that a return may have stayed.</summary>
    public Instant Now => _history.Keys[^1] + TimeSpan.FromMinutes(7);

    public void Arrive(Reading[] chunk)
    {
        foreach (Reading reading in chunk)
        {
            _history.Add(reading.MeasuredAt, reading);
        }

        LateRun run = new(
            new ExcursionRun(profile),
            [.. _record.Values.Select(one => one.During)],
            chunk.Min(reading => reading.MeasuredAt),
            chunk.Max(reading => reading.MeasuredAt));
        foreach (Reading reading in _history.Values.Where(reading => reading.MeasuredAt >= run.ReadFrom))
        {
            if (run.Take(reading))
            {
                break;
            }
        }

        Reconciliation<int> result = LateReadings.Reconcile(
            _record.Where(one => one.Value.StartedAt >= run.SpeakFrom && (run.SameFrom is not { } same || one.Value.StartedAt < same))
                .Select(one => new KnownExcursion<int>(one.Key, one.Value.Limit.Side, one.Value.During)),
            run.FoundBy(run.SameFrom ?? Now));
        foreach (int vanished in result.Vanished)
        {
            _record.Remove(vanished);
        }

        foreach ((int key, Excursion changed) in result.Matched)
        {
            _record[key] = changed;
        }

        foreach (Excursion found in result.New)
        {
            _record.Add(_keys++, found);
        }
    }
}
