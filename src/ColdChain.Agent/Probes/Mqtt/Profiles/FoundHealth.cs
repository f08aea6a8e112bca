using System.Text.Json.Nodes;

namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>What a device says of itself besides temperatures.</summary>
/// <param name="Names">Of its sensors, or of the device.</param>
internal sealed record FoundHealth(IReadOnlyList<string> Names, IReadOnlyDictionary<string, JsonNode?> Fields);
