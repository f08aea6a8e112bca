using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Core.Observing;

/// <summary>Watches what one sensor says for what cannot be trusted of it, in order of time (EX-22 to EX-28).</summary>
/// <remarks>
/// A step function, as the detector of excursions: all it remembers is in the state that it is handed and changes. The same readings, faults and changes of power give the same
/// findings, whether they come one by one with the clock ticking in between or all at once. It looks at what has come
/// and at nothing that is still to come: a jump and a probe outside are found at the reading that ends them.
/// </remarks>
public sealed class ObservationWatch(StorageProfile profile)
{
    public StorageProfile Profile { get; } = profile;

    /// <summary>Takes the next reading; what it brings about is added to <paramref name="events"/>.</summary>
    /// <exception cref="ArgumentException">The reading is not newer than the last one.</exception>
    public void Step(ObservationState state, in Reading reading, ICollection<ObservationEvent> events)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(events);
        if (state.Last is { } last && reading.MeasuredAt <= last.MeasuredAt)
        {
            throw new ArgumentException(
                $"Readings are taken in order: {reading.MeasuredAt} is not after {last.MeasuredAt}.", nameof(reading));
        }

        Tick(state, reading.MeasuredAt, events);
        state.Gap = End(state.Gap, reading.MeasuredAt, events);
        state.Fault = End(state.Fault, reading.MeasuredAt, events);
        FollowValue(state, reading, events);
        state.Clock = FollowClock(state, reading, events);
        FollowShape(state, reading, events);
        state.Last = reading;
    }

    /// <summary>EX-23. Takes a fault; another kind of fault than the one that goes on is another finding.</summary>
    public void Step(ObservationState state, FaultSeen fault, ICollection<ObservationEvent> events)
    {
        ArgumentNullException.ThrowIfNull(state);
        Tick(state, fault.At, events);
        if (state.Fault?.Fault == fault.Kind)
        {
            return;
        }

        End(state.Fault, fault.At, events);
        ObservationFinding found = new()
        {
            Kind = ObservationKind.SensorFault,
            Sensor = fault.Sensor,
            StartedAt = fault.At,
            Fault = fault.Kind,
        };
        state.Fault = Begin(found, events);
    }

    /// <summary>EX-28. Takes a change of power; what was said before is not said again.</summary>
    public void Step(ObservationState state, PowerChange change, ICollection<ObservationEvent> events)
    {
        ArgumentNullException.ThrowIfNull(state);
        Tick(state, change.At, events);
        state.Power = change.IsBack
            ? End(state.Power, change.At, events)
            : state.Power ?? Begin(new ObservationFinding { Kind = ObservationKind.PowerLost, StartedAt = change.At }, events);
    }

    /// <summary>EX-22. Lets the clock say that the last reading has stopped to speak.</summary>
    public void Tick(ObservationState state, Instant now, ICollection<ObservationEvent> events)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(events);
        if (state.Gap is not null || state.Last is not { } last || now <= last.MeasuredAt + Profile.LongestInterval)
        {
            return;
        }

        ObservationFinding gap = new()
        {
            Kind = ObservationKind.Gap,
            Sensor = last.Sensor,
            StartedAt = last.MeasuredAt + Profile.LongestInterval,
            Value = last.Value,
        };
        state.Gap = Begin(gap, events);
    }

    /// <summary>After this moment <see cref="Tick"/> has something to say, or null.</summary>
    public Instant? NextDueAt(ObservationState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Gap is null ? state.Last?.MeasuredAt + Profile.LongestInterval : null;
    }

    private static ObservationFinding Begin(ObservationFinding found, ICollection<ObservationEvent> events)
    {
        events.Add(new ObservationEvent.Found(found));
        return found;
    }

    private static ObservationFinding? End(ObservationFinding? open, Instant at, ICollection<ObservationEvent> events)
    {
        if (open is not null)
        {
            events.Add(new ObservationEvent.Ended(open with { EndedAt = at }));
        }

        return null;
    }

    /// <summary>EX-24.</summary>
    private static void FollowValue(ObservationState state, in Reading reading, ICollection<ObservationEvent> events)
    {
        state.Run = state.Last is null ? StuckRun.Of(reading) : state.Run.Next(reading);
        state.Stuck = state.Run.IsStuck ? state.Stuck : End(state.Stuck, reading.MeasuredAt, events);
        if (state.Run.IsStuck && state.Stuck is null)
        {
            ObservationFinding found = new()
            {
                Kind = ObservationKind.Stuck,
                Sensor = reading.Sensor,
                StartedAt = reading.MeasuredAt,
                Value = reading.Value,
            };
            state.Stuck = Begin(found, events);
        }
    }

    /// <summary>EX-27. What could be told of its clock when the reading arrived is in its flags.</summary>
    private static ObservationFinding? FollowClock(
        ObservationState state, in Reading reading, ICollection<ObservationEvent> events)
    {
        if ((reading.Flags & ReadingFlags.ClockSuspect) == ReadingFlags.None)
        {
            return End(state.Clock, reading.MeasuredAt, events);
        }

        return state.Clock ?? Begin(
            new ObservationFinding { Kind = ObservationKind.ClockWrong, Sensor = reading.Sensor, StartedAt = reading.MeasuredAt }, events);
    }

    /// <summary>EX-25, EX-26. A probe that was seen to stay outside explains its own jump: that is not said twice.</summary>
    private static void FollowShape(ObservationState state, in Reading reading, ICollection<ObservationEvent> events)
    {
        JumpRun? takenBack = null;
        if (state.Last is { } last)
        {
            (state.Jump, takenBack) = JumpRun.Next(state.Jump, last, reading);
        }

        ObservationFinding? outside = state.Probe.Take(reading);
        bool isOneSpike = takenBack is not null && state.Last?.MeasuredAt == takenBack.At;
        if (takenBack is not null && (outside is null || isOneSpike))
        {
            events.Add(new ObservationEvent.Found(new ObservationFinding
            {
                Kind = ObservationKind.ImplausibleJump,
                Sensor = reading.Sensor,
                StartedAt = takenBack.At,
                EndedAt = reading.MeasuredAt,
                Value = takenBack.Before,
                OtherValue = takenBack.Far,
            }));
        }
        else if (outside is not null)
        {
            events.Add(new ObservationEvent.Found(outside));
        }
    }
}
