using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace ColdChain.Server.Audit;

/// <summary>Old and new values of a row: a JSON object of texts, in the order of the columns.</summary>
public static class AuditValues
{
    /// <summary>In the place of a secret of a record: it changed, and is not told.</summary>
    public const string Secret = "(secret)";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Write(IDictionary<string, string?> values) => JsonSerializer.Serialize(values, Readable);

    /// <summary>Empty where there is none, or where it is no such object: a row is shown whatever somebody made of it.</summary>
    public static Dictionary<string, string?> Read(string? json)
    {
        Dictionary<string, string?> values = [];
        if (json is null || !TryParse(json, out JsonElement root) || root.ValueKind != JsonValueKind.Object)
        {
            return values;
        }

        foreach (JsonProperty property in root.EnumerateObject())
        {
            values[property.Name] = property.Value.ValueKind switch
            {
                JsonValueKind.String => property.Value.GetString(),
                JsonValueKind.Null => null,
                _ => property.Value.GetRawText(),
            };
        }

        return values;
    }

    private static bool TryParse(string json, out JsonElement root)
    {
        System.Text.Json.Utf8JsonReader reader = new(System.Text.Encoding.UTF8.GetBytes(json));
        root = default;
        try
        {
            if (!JsonDocument.TryParseValue(ref reader, out JsonDocument? document))
            {
                return false;
            }

            using (document)
            {
                root = document.RootElement.Clone();
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
