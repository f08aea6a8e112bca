using System.Text.Json;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>A payload of format "json", parsed once for all the rules that take from it.</summary>
internal sealed class JsonPayload(ReadOnlyMemory<byte> payload, Instant receivedAt) : IDisposable
{
    private readonly JsonDocument? _json = PayloadJson.Parse(payload);

    public ProbeValue Read(TopicRule rule)
    {
        if (payload.IsEmpty)
        {
            return ProbeValue.Nothing; // By custom an empty message only clears what a broker retained.
        }

        return _json is null
            ? new ProbeValue.Faulty(SensorFault.Garbled, $"the payload is not JSON: {NumberText.Shown(payload.Span)}")
            : ReadElements(rule, _json.RootElement);
    }

    public void Dispose() => _json?.Dispose();

    private ProbeValue ReadElements(TopicRule rule, JsonElement root)
    {
        if (!rule.TemperaturePath.TryFind(root, out JsonElement temperature))
        {
            return ProbeValue.Nothing;
        }

        JsonElement? time = rule.TimePath is { } path && path.TryFind(root, out JsonElement found) ? found : null;
        (Instant at, ReadingFlags flags) = StatedTime.Of(time, receivedAt);
        ProbeValue value = JsonNumber.Read(rule.Meaning, temperature, rule.TemperaturePath.Text);
        return value is ProbeValue.Measured measured ? measured with { At = at, Flags = flags } : value;
    }
}
