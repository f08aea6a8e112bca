using ColdChain.Core.Readings;

namespace ColdChain.Agent.Probes.Serial;

/// <summary>What one poll of one sensor gave.</summary>
public abstract record PollOutcome
{
    private PollOutcome()
    {
    }

    public sealed record Measured(Reading Reading) : PollOutcome;

    /// <summary>No temperature, and why.</summary>
    public sealed record Faulted(SensorFault Fault, string Detail) : PollOutcome;

    /// <summary>The port is gone; it must be opened again.</summary>
    public sealed record PortGone : PollOutcome;
}
