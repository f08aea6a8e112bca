using ColdChain.Core.Readings;

namespace ColdChain.Agent.Probes.Serial;

/// <summary>A value that a device puts in the place of a temperature to say what is wrong.</summary>
/// <param name="Raw">As it stands in the register or in the line, before any scale.</param>
/// <param name="Says">What the maker means by it, for the event.</param>
public sealed record RawCode(decimal Raw, SensorFault Fault, string Says);
