namespace ColdChain.Core.Wire;

/// <summary>One sensor as its agent sees it.</summary>
/// <param name="LastAt">The time of its newest reading, in Unix milliseconds; null when there was none since the start.</param>
/// <param name="Fault">What is wrong, in words; null while it gives temperatures.</param>
/// <param name="Health">What the device says of itself: battery, signal, door; null when it says nothing.</param>
public sealed record SensorReport(string Sensor, long? LastAt, string? Fault, string? Health);
