using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Core.Observing;

/// <summary>The time that a device gave to one of its readings; they are taken in the order in which the device counted them.</summary>
/// <param name="Sensor">Whose.</param>
/// <param name="DeviceAt">By the device's clock, read as UTC or by the zone that it was set up with.</param>
/// <param name="ArrivedAt">When it was received, by a clock that is trusted; null when nobody knows.</param>
public readonly record struct ClockedReading(SensorId Sensor, Instant DeviceAt, Instant? ArrivedAt);
