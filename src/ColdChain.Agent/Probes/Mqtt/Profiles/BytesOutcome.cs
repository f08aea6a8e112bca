using System.Text.Json.Nodes;

namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>What a step made of bytes, and what it could not; nothing at all when the message has none.</summary>
internal readonly record struct BytesOutcome(JsonObject? Decoded, string Where, string? Problem);
