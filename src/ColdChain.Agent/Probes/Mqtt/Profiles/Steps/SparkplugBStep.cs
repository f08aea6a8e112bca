using System.Text.Json.Nodes;

namespace ColdChain.Agent.Probes.Mqtt.Profiles.Steps;

/// <summary>Sparkplug B: metrics with their names, which after a birth are sent as aliases only.</summary>
/// <remarks>Topic parts: group, type (NBIRTH, DBIRTH, NDATA, DDATA), node, and device where there is one.</remarks>
internal sealed class SparkplugBStep : IPayloadStep
{
    private readonly SparkplugNames _names = new();

    public bool TryDecode(
        ReadOnlyMemory<byte> bytes, IReadOnlyDictionary<string, string> topicParts, out JsonObject decoded, out string problem)
    {
        decoded = [];
        string node = $"{topicParts.GetValueOrDefault("group")}/{topicParts.GetValueOrDefault("node")}";
        string scope = $"{node}/{topicParts.GetValueOrDefault("device")}";
        if (SparkplugPayload.Read(bytes) is not { } payload)
        {
            problem = "is neither a Sparkplug B protocol buffer nor its JSON";
            return false;
        }

        if (topicParts.GetValueOrDefault("type") is { } type && type.EndsWith("BIRTH", StringComparison.Ordinal))
        {
            _names.Learn(scope, payload.Metrics, forgetBelow: type == "NBIRTH" ? node + "/" : null);
        }

        JsonArray metrics = [];
        int nameless = 0;
        foreach (SparkplugMetric metric in payload.Metrics)
        {
            if (_names.Of(scope, metric) is not { } known)
            {
                nameless++;
                continue;
            }

            metrics.Add(Json(known, metric, payload.Timestamp));
        }

        decoded["metrics"] = metrics;
        problem = nameless == 0
            ? string.Empty
            : $"has {nameless} metrics whose alias has no name yet: the birth of {scope.TrimEnd('/')} was not seen";
        return nameless == 0;
    }

    private static JsonObject Json(SparkplugNames.Known known, SparkplugMetric metric, ulong? timestamp) => new()
    {
        ["name"] = known.Name,
        ["value"] = metric.Value?.DeepClone(),
        ["unit"] = metric.EngineeringUnit ?? known.Unit,
        ["timestamp"] = (metric.Timestamp ?? timestamp) is { } at ? JsonValue.Create(at) : null,
        ["historical"] = metric.IsHistorical,
    };
}
