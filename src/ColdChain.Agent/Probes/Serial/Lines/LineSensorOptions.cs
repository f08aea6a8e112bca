using ColdChain.Core.Identity;

namespace ColdChain.Agent.Probes.Serial.Lines;

/// <summary>Which number of a line is which sensor.</summary>
/// <param name="Value">A name of the pattern: temperature, temperature2.</param>
public sealed record LineSensorOptions(SensorId Sensor, string Value);
