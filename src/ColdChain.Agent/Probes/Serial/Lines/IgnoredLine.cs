namespace ColdChain.Agent.Probes.Serial.Lines;

/// <summary>A line that a device sends and that is no measurement, such as its settings.</summary>
public sealed record IgnoredLine(LinePattern Pattern, string Says);
