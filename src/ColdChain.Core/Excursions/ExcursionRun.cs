using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Core.Excursions;

/// <summary>One pass of the detector over the readings of a sensor from a calm point on, and what it has found so far.</summary>
/// <remarks>
/// The clock never enters <see cref="State"/>: a reading that was measured before now and arrives after it is then
/// still in order, and what the clock alone had said meanwhile is said anew by <see cref="FoundBy"/> (EX-10).
/// Not safe for several callers at once.
/// </remarks>
public sealed class ExcursionRun(StorageProfile profile)
{
    private readonly ExcursionDetector _detector = new(profile);
    private readonly List<Excursion> _closed = [];
    private readonly List<ExcursionEvent> _events = [];

    public StorageProfile Profile => _detector.Profile;

    /// <summary>After the newest reading taken.</summary>
    public DetectorState State { get; private set; } = DetectorState.Initial;

    /// <summary>Takes the next reading in order of time.</summary>
    public void Take(in Reading reading)
    {
        State = _detector.Step(State, reading, _events);
        Collect(_closed);
    }

    /// <summary>The excursions that closed since they were last forgotten, and the one that goes on, as of that moment.</summary>
    public IReadOnlyList<Excursion> FoundBy(Instant now)
    {
        List<Excursion> found = [.. _closed];
        DetectorState then = _detector.Tick(State, now, _events);
        Collect(found);
        if (then.Open is { } open)
        {
            found.Add(open);
        }

        return found;
    }

    /// <summary>When the clock will next have something to say after that moment, or null (EX-04).</summary>
    public Instant? NextDueAfter(Instant now)
    {
        Instant? due = _detector.NextDueAt(_detector.Tick(State, now, _events));
        _events.Clear();
        return due;
    }

    /// <summary>What closed has been written down: it need not be kept here.</summary>
    public void ForgetClosed() => _closed.Clear();

    private void Collect(List<Excursion> closed)
    {
        foreach (ExcursionEvent happened in _events)
        {
            if (happened is ExcursionEvent.Closed one)
            {
                closed.Add(one.Excursion);
            }
        }

        _events.Clear();
    }
}
