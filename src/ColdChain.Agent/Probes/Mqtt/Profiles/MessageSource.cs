using System.Text.Json;

namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>A whole message, as the paths of a profile see it.</summary>
/// <param name="TopicParts">What the named parts of the topic stand for.</param>
/// <param name="Whole">The JSON; undefined where the payload is none.</param>
/// <param name="Decoded">What a binary step made of its bytes; null where none ran.</param>
internal sealed record MessageSource(IReadOnlyDictionary<string, string> TopicParts, JsonElement Whole, JsonElement? Decoded);
