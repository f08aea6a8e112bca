using ColdChain.Core.Time;

namespace ColdChain.Core.Observing;

/// <summary>What the watch of a device's clock remembers; immutable.</summary>
public sealed record SensorClockState
{
    /// <summary>Nothing seen yet.</summary>
    public static readonly SensorClockState Initial = new();

    /// <summary>The newest time that could be right.</summary>
    public Instant? Last { get; internal init; }

    /// <summary>Between the last two readings without a step between them.</summary>
    public TimeSpan? Interval { get; internal init; }

    /// <summary>The wrong clock that goes on.</summary>
    public ObservationFinding? Wrong { get; internal init; }
}
