using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;

namespace ColdChain.Agent.Probes.Serial;

/// <summary>A temperature, or why the registers hold none.</summary>
public readonly record struct RegisterOutcome(Temperature Value, SensorFault? Fault);
