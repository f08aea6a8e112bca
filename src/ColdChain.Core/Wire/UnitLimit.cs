namespace ColdChain.Core.Wire;

/// <summary>A bound as it travels; inclusive when the bound itself is in range.</summary>
public sealed record UnitLimit(int MilliCelsius, bool Inclusive);
