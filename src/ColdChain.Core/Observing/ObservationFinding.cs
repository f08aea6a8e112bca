using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Observing;

/// <summary>An event beside the temperatures: what cannot be trusted, from when to when, and by which figures (EX-22 to EX-31).</summary>
/// <remarks>It changes no reading and no excursion. Kind, sensors and start are its identity; only its end is added later.</remarks>
public sealed record ObservationFinding
{
    public required ObservationKind Kind { get; init; }

    /// <summary>Null when it is of the unit and of none of its sensors: power.</summary>
    public SensorId? Sensor { get; init; }

    /// <summary>EX-31. The sensor that says otherwise.</summary>
    public SensorId? OtherSensor { get; init; }

    public required Instant StartedAt { get; init; }

    /// <summary>Null while it goes on. Equal to the start when it was a moment, such as a step of a clock.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>EX-23. What the device said instead of a temperature.</summary>
    public SensorFault? Fault { get; init; }

    /// <summary>
    /// The temperature before: of the last reading before a gap, before a jump or before the probe came out; the value
    /// that is stuck; the first of two that disagree.
    /// </summary>
    public Temperature? Value { get; init; }

    /// <summary>The other temperature: the far end of the jump, the warmest outside, the second of two that disagree.</summary>
    public Temperature? OtherValue { get; init; }

    /// <summary>EX-27. By how much the clock is off or stepped; negative is back.</summary>
    public TimeSpan? ClockOff { get; init; }

    public TimeRange During => new(StartedAt, EndedAt);
}
