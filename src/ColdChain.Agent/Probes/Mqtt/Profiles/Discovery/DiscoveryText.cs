using System.Text.Json;

namespace ColdChain.Agent.Probes.Mqtt.Profiles.Discovery;

/// <summary>Reads the keys of a discovery message, each by its name or its abbreviation, '~' put in for topics.</summary>
/// <param name="Entity">What is said of this entity.</param>
/// <param name="Device">What is said once for all entities of a device; the entity itself where it is alone.</param>
internal readonly record struct DiscoveryText(JsonElement Entity, JsonElement Device)
{
    private const int LongestText = 300;

    public string? Text(string name, string abbreviation) =>
        Find(name, abbreviation) is { ValueKind: JsonValueKind.String } found && found.GetString() is { Length: > 0 and <= LongestText } text
            ? text
            : null;

    public string? Topic(string name, string abbreviation)
    {
        string? topic = Text(name, abbreviation);
        string root = Text("~", "~") ?? string.Empty;
        return topic switch
        {
            ['~', .. var rest] => root + rest,
            [.. var rest, '~'] => rest + root,
            _ => topic,
        };
    }

    public decimal? Number(string name, string abbreviation) =>
        Find(name, abbreviation) is { ValueKind: JsonValueKind.Number } found && found.TryGetDecimal(out decimal number) ? number : null;

    public JsonElement? Find(string name, string abbreviation)
    {
        foreach (JsonElement part in (ReadOnlySpan<JsonElement>)[Entity, Device])
        {
            if (part.ValueKind == JsonValueKind.Object
                && (part.TryGetProperty(name, out JsonElement found) || part.TryGetProperty(abbreviation, out found)))
            {
                return found;
            }
        }

        return null;
    }
}
