using ColdChain.Agent.LocalAlarm.Plans;
using ColdChain.Core.Excursions;
using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Agent.LocalAlarm.Judging;

/// <summary>Core's detector over one sensor at the edge, in the order in which its readings come.</summary>
/// <remarks>
/// The server judges the record, late data included; this judges only what is newer than what it has judged, since an alarm
/// that sounds now is about now. Neither a device's clock that runs ahead nor a step of the agent's own can make it deaf.
/// A reading that brings nothing about allocates nothing.
/// </remarks>
internal sealed class SensorGuard(SensorId sensor, EdgeUnit unit)
{
    /// <summary>A device whose time is further ahead is judged by the agent's clock: "later" would be never otherwise.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(2);

    private readonly ExcursionDetector _detector = new(unit.Profile);
    private readonly List<ExcursionEvent> _events = [];
    private DetectorState? _state;

    public SensorId Sensor { get; } = sensor;

    public EdgeUnit Unit { get; } = unit;

    /// <summary>The rule that fell due in the excursion that goes on; null when none has, or it is over.</summary>
    public ExcursionEvent.AlarmFellDue? Alarm { get; private set; }

    /// <summary>The newest reading judged.</summary>
    public Reading? Last => State.Last;

    private DetectorState State => _state ??= _detector.NewState();

    /// <summary>False for one that is not newer than what was judged: the server will see to it.</summary>
    public bool Take(in Reading reading, Instant now)
    {
        Instant at = reading.MeasuredAt > now + Ahead ? now : reading.MeasuredAt;
        if (State.Last is { } last)
        {
            if (last.MeasuredAt > now + Ahead)
            {
                // The agent's clock went back: what was judged lies in its future. A new beginning, with the alarm as it was.
                _state = _detector.NewState();
            }
            else if (at <= last.MeasuredAt)
            {
                return false;
            }
        }

        _detector.Step(State, reading with { MeasuredAt = at }, Unit.MayHoldFreezeSensitive, _events);
        Settle();
        return true;
    }

    /// <summary>What the clock alone has to say by then (EX-04).</summary>
    public void Tick(Instant now)
    {
        if (!State.IsCalm)
        {
            _detector.Tick(State, now, _events);
            Settle();
        }
    }

    /// <summary>After a restart that lost the readings: the alarm that was standing stands until a reading shows otherwise.</summary>
    public void Carry(SensorGuard before) => Alarm ??= before.Alarm;

    private void Settle()
    {
        foreach (ExcursionEvent happened in _events)
        {
            Alarm = happened switch
            {
                ExcursionEvent.AlarmFellDue due => due,
                ExcursionEvent.Closed => null,
                _ => Alarm,
            };
        }

        _events.Clear();
        if (State is { IsCalm: true, Last: not null })
        {
            Alarm = null;
        }
    }
}
