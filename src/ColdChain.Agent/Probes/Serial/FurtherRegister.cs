namespace ColdChain.Agent.Probes.Serial;

/// <summary>A register beside the temperature, such as the humidity.</summary>
/// <param name="Name">camelCase with the unit in it: humidityPercent.</param>
public sealed record FurtherRegister(string Name, ushort Register, RegisterMap Map);
