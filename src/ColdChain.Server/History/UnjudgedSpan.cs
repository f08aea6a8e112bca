using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Server.History;

/// <summary>New readings of a sensor lie between these moments, both included.</summary>
public sealed record UnjudgedSpan(SensorId Sensor, Instant From, Instant To);
