using ColdChain.Core.Identity;
using ColdChain.Core.Readings;

namespace ColdChain.Agent.Probes.Serial;

/// <summary>What one poll gave for one sensor.</summary>
public abstract record PollOutcome
{
    private PollOutcome()
    {
    }

    public sealed record Measured(Reading Reading) : PollOutcome;

    /// <summary>No temperature, and why.</summary>
    public sealed record Faulted(SensorId Sensor, SensorFault Fault, string Detail) : PollOutcome;
}
