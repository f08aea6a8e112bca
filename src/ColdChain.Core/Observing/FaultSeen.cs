using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Core.Observing;

/// <summary>EX-23. At this moment the sensor gave no temperature.</summary>
public readonly record struct FaultSeen(SensorId Sensor, Instant At, SensorFault Kind);
