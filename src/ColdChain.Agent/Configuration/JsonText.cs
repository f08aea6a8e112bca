using System.Text.Json;

namespace ColdChain.Agent.Configuration;

/// <summary>Parses JSON whose every text can be read; the framework finds out only when each text is asked for.</summary>
internal static class JsonText
{
    /// <exception cref="JsonException">
    /// It is not JSON, or a name or a text in it is not UTF-8 or half of a surrogate pair.
    /// </exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> json, JsonDocumentOptions options)
    {
        ReadOnlyMemory<byte> text = json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;
        try
        {
            JsonDocument document = JsonDocument.Parse(text, options);
            Visit(document.RootElement);
            return document;
        }
        catch (InvalidOperationException fault)
        {
            throw new JsonException("a text in it is not UTF-8", fault);
        }
    }

    private static void Visit(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (JsonElement one in element.EnumerateArray())
                {
                    Visit(one);
                }

                break;
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    _ = property.Name;
                    Visit(property.Value);
                }

                break;
        }
    }
}
