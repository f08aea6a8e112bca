namespace ColdChain.Core.Exposure;

/// <summary>A reading for the fit.</summary>
/// <param name="Minutes">Since the first reading of the fit.</param>
/// <param name="Celsius">The raw value.</param>
internal readonly record struct WarmingPoint(double Minutes, double Celsius);
