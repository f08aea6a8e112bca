using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ColdChain.Agent.Decoding;

/// <summary>A decoded report as text: one JSON object a line for each reading or fault, then the summary.</summary>
public static class DecodedText
{
    /// <summary>Names of sensors stay readable; nothing here is put into a page.</summary>
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<string> Write(DecodedReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Lines.Select(line => Line(line).ToJsonString(Json)).Append(Summary(report).ToJsonString(Json));
    }

    private static JsonObject Line(DecodedLine line)
    {
        JsonObject json = new()
        {
            ["sensor"] = line.Sensor,
            ["at"] = line.At?.ToString(),
            ["celsius"] = line.Celsius is { } celsius ? JsonValue.Create(celsius.MilliCelsius / 1000m) : null,
            ["fault"] = line.Fault,
            ["source"] = line.Source switch
            {
                DecodedSource.Live => "live",
                DecodedSource.Log => "log",
                DecodedSource.Daily => "daily",
            },
        };
        foreach ((string name, JsonNode? value) in line.Further)
        {
            // The five above are the contract; a device cannot write over them.
            json.TryAdd(name, value?.DeepClone());
        }

        return json;
    }

    private static JsonObject Summary(DecodedReport report) => new()
    {
        ["summary"] = new JsonObject
        {
            ["readings"] = report.Lines.Count(line => line.Fault is null),
            ["faults"] = report.Lines.Count(line => line.Fault is not null),
            ["rejected"] = new JsonArray([.. report.Rejected.Select(part => (JsonNode)new JsonObject
            {
                ["where"] = part.Where,
                ["reason"] = part.Reason,
            })]),
            ["signature"] = report.Signature switch
            {
                SignatureStanding.Absent => "absent",
                SignatureStanding.Valid => "valid",
                SignatureStanding.Invalid => "invalid",
            },
        },
    };
}
