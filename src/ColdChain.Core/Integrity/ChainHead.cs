using ColdChain.Core.Identity;

namespace ColdChain.Core.Integrity;

/// <summary>Where the chain of a sensor stands.</summary>
/// <param name="Sensor">Whose.</param>
/// <param name="Link">Number of its last link.</param>
/// <param name="Chain">That link (<see cref="ChainLink"/>).</param>
public readonly record struct ChainHead(SensorId Sensor, long Link, Digest Chain);
