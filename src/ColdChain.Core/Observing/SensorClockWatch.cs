using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Core.Observing;

/// <summary>EX-27. Watches the clock of a device by the times that it gives, in the order in which it counted. A pure step function.</summary>
/// <param name="zone">Of the place where it stands: its changes to and from summer time explain a step. Null: nothing does.</param>
/// <remarks>A clock that is behind cannot be told from readings that were kept back, so only what is ahead is called wrong.</remarks>
public sealed class SensorClockWatch(TimeZoneInfo? zone)
{
    /// <summary>EX-27. Drift up to this is what clocks do (standards, "clock") [P].</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(60);

    /// <summary>A clock that was read by the wrong half of the year is this far from the change that it made [P].</summary>
    private static readonly TimeSpan AroundChange = TimeSpan.FromHours(1);

    /// <summary>Everything that was found, by start.</summary>
    public IReadOnlyList<ObservationFinding> Over(IEnumerable<ClockedReading> readings)
    {
        ArgumentNullException.ThrowIfNull(readings);
        List<ObservationEvent> events = [];
        SensorClockState state = SensorClockState.Initial;
        foreach (ClockedReading reading in readings)
        {
            state = Step(state, reading, events);
        }

        return Observation.Sum(events);
    }

    /// <summary>Takes the next time that the device gave; what it shows is added to <paramref name="events"/>.</summary>
    public SensorClockState Step(SensorClockState state, ClockedReading reading, ICollection<ObservationEvent> events)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(events);
        Instant seenAt = reading.ArrivedAt ?? reading.DeviceAt;
        if (IsWrong(reading))
        {
            return state.Wrong is not null ? state : state with { Wrong = Begin(reading, seenAt, events) };
        }

        if (state.Wrong is { } wrong)
        {
            // What a clock says that was wrong until now is no step of the one that is right.
            events.Add(new ObservationEvent.Ended(wrong with { EndedAt = Instant.Max(wrong.StartedAt, seenAt) }));
            return new SensorClockState { Last = reading.DeviceAt };
        }

        if (state.Last is not { } last)
        {
            return state with { Last = reading.DeviceAt };
        }

        TimeSpan passed = reading.DeviceAt - last;
        TimeSpan step = passed - (state.Interval ?? TimeSpan.Zero);
        bool isSummerTime = state.Interval is not null && IsChangeOfZone(last, reading.DeviceAt, step);
        if (isSummerTime || passed < TimeSpan.Zero)
        {
            ObservationFinding stepped = new()
            {
                Kind = isSummerTime ? ObservationKind.DaylightSaving : ObservationKind.ClockStepped,
                Sensor = reading.Sensor,
                StartedAt = last,
                EndedAt = last,
                ClockOff = step,
            };
            events.Add(new ObservationEvent.Found(stepped));
            return state with { Last = reading.DeviceAt };
        }

        return state with { Last = reading.DeviceAt, Interval = passed };
    }

    private static bool IsWrong(ClockedReading reading) =>
        reading.DeviceAt < ReadingLimits.Earliest || reading.DeviceAt - reading.ArrivedAt > Tolerance;

    private static ObservationFinding Begin(ClockedReading reading, Instant seenAt, ICollection<ObservationEvent> events)
    {
        ObservationFinding wrong = new()
        {
            Kind = ObservationKind.ClockWrong,
            Sensor = reading.Sensor,
            StartedAt = seenAt,
            ClockOff = reading.DeviceAt - reading.ArrivedAt,
        };
        events.Add(new ObservationEvent.Found(wrong));
        return wrong;
    }

    /// <summary>The zone changed its offset about then, and the clock stepped by as much; its local time may have been read as UTC.</summary>
    private bool IsChangeOfZone(Instant last, Instant next, TimeSpan step)
    {
        if (zone is null)
        {
            return false;
        }

        TimeSpan read = zone.BaseUtcOffset;
        return IsBy(ChangeBetween(last, next)) || IsBy(ChangeBetween(last - read, next - read));

        bool IsBy(TimeSpan change) => change != TimeSpan.Zero && (step - change).Duration() <= Tolerance;

        TimeSpan ChangeBetween(Instant one, Instant other) =>
            zone.GetUtcOffset((Instant.Max(one, other) + AroundChange).ToDateTimeOffset())
            - zone.GetUtcOffset((Instant.Min(one, other) - AroundChange).ToDateTimeOffset());
    }
}
