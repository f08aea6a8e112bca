using ColdChain.Core.Identity;
using ColdChain.Core.Readings;

namespace ColdChain.Agent.Health;

/// <summary>How one sensor is.</summary>
/// <param name="Last">Its newest reading by time; null when there was none since the start.</param>
/// <param name="Fault">What is wrong, in words; null while it gives temperatures.</param>
/// <param name="Said">What the device says of itself: battery, signal, door.</param>
public sealed record SensorStanding(SensorId Sensor, Reading? Last, string? Fault, string? Said);
