using System.Text.Json.Nodes;

namespace ColdChain.Agent.Probes.Mqtt.Profiles.Steps;

/// <summary>Bytes of a device to JSON that the paths of a profile can look into.</summary>
internal interface IPayloadStep
{
    /// <param name="topicParts">What the named parts of the topic stand for; names may belong to them.</param>
    /// <param name="decoded">With a problem: the part that could be decoded all the same, or empty.</param>
    /// <param name="problem">What could not be decoded and why, for people.</param>
    bool TryDecode(
        ReadOnlyMemory<byte> bytes, IReadOnlyDictionary<string, string> topicParts, out JsonObject decoded, out string problem);
}
