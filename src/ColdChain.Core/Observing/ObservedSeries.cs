using ColdChain.Core.Readings;

namespace ColdChain.Core.Observing;

/// <summary>Everything that is known to have come from one sensor, each list in order of time.</summary>
/// <param name="Readings">At most one for a moment.</param>
public sealed record ObservedSeries(IReadOnlyList<Reading> Readings)
{
    public IReadOnlyList<FaultSeen> Faults { get; init; } = [];

    /// <summary>Of the agent or the unit that the sensor is at.</summary>
    public IReadOnlyList<PowerChange> Power { get; init; } = [];
}
