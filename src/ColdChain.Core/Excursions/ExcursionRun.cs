using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Core.Excursions;

/// <summary>One pass of the detector over the readings of a sensor from a calm point on, and what it has found so far.</summary>
/// <remarks>
/// The clock never enters the state: a reading that was measured before now and arrives after it is then still in
/// order, and what the clock alone had said meanwhile is said anew by <see cref="FoundBy"/> (EX-10). Not safe for
/// several callers at once.
/// </remarks>
public sealed class ExcursionRun
{
    private readonly ExcursionDetector _detector;
    private readonly DetectorState _state;
    private readonly List<Excursion> _closed = [];
    private readonly List<ExcursionEvent> _events = [];

    public ExcursionRun(StorageProfile profile)
    {
        _detector = new ExcursionDetector(profile);
        _state = _detector.NewState();
    }

    public StorageProfile Profile => _detector.Profile;

    /// <summary>When freeze-sensitive vaccine was inside, as known now (EX-18); asked for each reading as it is taken.</summary>
    public FreezeSensitiveStock Stock { get; set; } = FreezeSensitiveStock.Always;

    /// <summary>The newest reading taken.</summary>
    public Reading? Last => _state.Last;

    /// <summary>The excursion that goes on, as of the newest reading.</summary>
    public Excursion? Open => _state.Open;

    /// <summary>No excursion goes on after the newest reading.</summary>
    public bool IsCalm => _state.IsCalm;

    /// <summary>An excursion closed that was not yet forgotten.</summary>
    public bool HasClosed => _closed.Count > 0;

    /// <summary>Takes the next reading in order of time.</summary>
    public void Take(in Reading reading)
    {
        _detector.Step(_state, reading, Stock.IsInsideAt(reading.MeasuredAt), _events);
        if (_events.Count > 0)
        {
            Collect(_closed);
        }
    }

    /// <summary>The excursions that closed since they were last forgotten, and the one that goes on, as of that moment.</summary>
    public IReadOnlyList<Excursion> FoundBy(Instant now)
    {
        List<Excursion> found = [.. _closed];
        DetectorState then = _state.Copy();
        _detector.Tick(then, now, _events);
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
        DetectorState then = _state.Copy();
        _detector.Tick(then, now, _events);
        _events.Clear();
        return _detector.NextDueAt(then);
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
