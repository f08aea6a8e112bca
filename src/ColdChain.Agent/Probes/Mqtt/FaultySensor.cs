using ColdChain.Core.Identity;
using ColdChain.Core.Readings;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>A sensor that gave no temperature, and why.</summary>
public sealed record FaultySensor(SensorId Sensor, SensorFault Fault, string Detail);
