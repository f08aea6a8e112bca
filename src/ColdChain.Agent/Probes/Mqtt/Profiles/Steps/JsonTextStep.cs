using System.Text.Json;
using System.Text.Json.Nodes;

namespace ColdChain.Agent.Probes.Mqtt.Profiles.Steps;

/// <summary>JSON that was written as a text into other JSON (ChirpStack v3, <c>objectJSON</c>).</summary>
internal sealed class JsonTextStep : IPayloadStep
{
    public bool TryDecode(
        ReadOnlyMemory<byte> bytes, IReadOnlyDictionary<string, string> topicParts, out JsonObject decoded, out string problem)
    {
        using JsonDocument? json = PayloadJson.Parse(bytes);
        bool isObject = json?.RootElement.ValueKind == JsonValueKind.Object;
        decoded = isObject ? JsonObject.Create(json!.RootElement.Clone())! : [];
        problem = isObject ? string.Empty : $"is not JSON: {NumberText.Shown(bytes.Span)}";
        return isObject;
    }
}
