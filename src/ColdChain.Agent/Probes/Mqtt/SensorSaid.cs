using System.Text.Json.Nodes;
using ColdChain.Core.Identity;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>What a sensor said of itself besides temperatures: battery, signal, door.</summary>
public sealed record SensorSaid(SensorId Sensor, IReadOnlyDictionary<string, JsonNode?> Fields);
