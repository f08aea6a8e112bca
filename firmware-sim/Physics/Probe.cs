namespace FirmwareSim.Physics;

/// <summary>A probe in a glycol vial: follows the air near it with a lag; its own heat is too small to count.</summary>
/// <param name="LagSeconds">The time to cover 63 % of a step.</param>
/// <param name="OffsetKelvin">Where it hangs: warmer at the top, colder at the bottom.</param>
/// <param name="NoiseKelvin">Standard deviation of a reading; it wanders within minutes, since glycol and good electronics do not jump.</param>
/// <param name="Seed">Of the noise.</param>
internal sealed record Probe(double LagSeconds, double OffsetKelvin, double NoiseKelvin, ulong Seed);
