using ColdChain.Core.Readings;

namespace ColdChain.Agent.Probes.Serial.Lines;

/// <summary>A line by which a device says what is wrong: TSM125 sends <c>Err.1</c> in the place of a temperature.</summary>
public sealed record LineFault(LinePattern Pattern, SensorFault Fault, string Says);
