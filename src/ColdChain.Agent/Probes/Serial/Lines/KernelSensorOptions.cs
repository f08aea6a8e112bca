using ColdChain.Core.Identity;

namespace ColdChain.Agent.Probes.Serial.Lines;

/// <summary>One probe.</summary>
/// <param name="Path">Such as /sys/bus/w1/devices/28-0316a2795a31/w1_slave.</param>
public sealed record KernelSensorOptions(SensorId Sensor, string Path);
