using System.Text;
using System.Text.Json;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>A payload of format "json", parsed once for all the rules that take from it.</summary>
internal sealed class JsonPayload : IDisposable
{
    /// <summary>Deeper JSON is refused; no known device nests more than five objects.</summary>
    private const int DeepestJson = 32;

    private readonly ReadOnlyMemory<byte> _payload;
    private readonly JsonDocument? _json;
    private readonly Instant _receivedAt;

    public JsonPayload(ReadOnlyMemory<byte> payload, Instant receivedAt)
    {
        _payload = payload;
        _receivedAt = receivedAt;
        _json = Parse(payload);
        if (_json is null && BareNan.TryReplace(payload.Span, out byte[] repaired))
        {
            _json = Parse(repaired);
        }
    }

    public ProbeValue Read(TopicRule rule)
    {
        if (_payload.IsEmpty)
        {
            return ProbeValue.Nothing; // By custom an empty message only clears what a broker retained.
        }

        if (_json is null)
        {
            return Garbled();
        }

        try
        {
            return ReadElements(rule, _json.RootElement);
        }
        catch (InvalidOperationException)
        {
            return Garbled(); // A text with half a surrogate or bytes that are not UTF-8; found only when it is read.
        }
    }

    public void Dispose() => _json?.Dispose();

    private ProbeValue ReadElements(TopicRule rule, JsonElement root)
    {
        if (!rule.TemperaturePath.TryFind(root, out JsonElement temperature))
        {
            return ProbeValue.Nothing;
        }

        JsonElement? time = rule.TimePath is { } path && path.TryFind(root, out JsonElement found) ? found : null;
        (Instant at, ReadingFlags flags) = StatedTime.Of(time, _receivedAt);
        ProbeValue value = ReadTemperature(rule, temperature);
        return value is ProbeValue.Measured measured ? measured with { At = at, Flags = flags } : value;
    }

    private static ProbeValue ReadTemperature(TopicRule rule, JsonElement found) => found.ValueKind switch
    {
        JsonValueKind.Number => found.TryGetDecimal(out decimal number)
            ? rule.Interpret(number)
            : new ProbeValue.Faulty(SensorFault.OutOfRange, "the number is beyond any temperature"),
        JsonValueKind.String => NumberText.Read(rule, Encoding.UTF8.GetBytes(found.GetString()!)),
        JsonValueKind.Null => new ProbeValue.Faulty(SensorFault.ProbeMissing, $"{rule.TemperaturePath} is null"),
        _ => new ProbeValue.Faulty(SensorFault.Garbled, $"{rule.TemperaturePath} is {found.ValueKind}, not a number"),
    };

    private ProbeValue.Faulty Garbled() =>
        new(SensorFault.Garbled, $"the payload is not JSON: {NumberText.Shown(_payload.Span)}");

    private static JsonDocument? Parse(ReadOnlyMemory<byte> payload)
    {
        try
        {
            return JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = DeepestJson });
        }
        catch (JsonException)
        {
            return null; // The parser of the framework has no other way to say so.
        }
    }
}
