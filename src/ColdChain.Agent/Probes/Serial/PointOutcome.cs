using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;

namespace ColdChain.Agent.Probes.Serial;

/// <summary>A temperature, or why there is none, with what was seen.</summary>
public readonly record struct PointOutcome(Temperature Value, SensorFault? Fault, string Detail)
{
    public static PointOutcome Measured(Temperature value) => new(value, null, string.Empty);

    public static PointOutcome Faulted(SensorFault fault, string detail) => new(default, fault, detail);
}
