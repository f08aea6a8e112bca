namespace ColdChain.Server.Monitoring;

/// <summary>One sensor's readings while it sat in the unit.</summary>
/// <param name="Sensor">The sensor.</param>
/// <param name="Position">Where inside, for people.</param>
/// <param name="Readings">
/// Each as [Unix milliseconds, thousandths of a degree, flags, 1 when another value was stored first for the moment].
/// </param>
public sealed record ReadingsOfSensor(string Sensor, string? Position, IReadOnlyList<long[]> Readings);
