using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>What a device says besides the temperature, as it says it: a battery of 0 % in a freezer is cold, not empty.</summary>
internal static class HealthFields
{
    private const int LongestText = 60;

    public static Dictionary<string, JsonNode?> Of(IReadOnlyList<HealthRule> rules, MessageScope part)
    {
        Dictionary<string, JsonNode?> fields = [];
        foreach (HealthRule rule in rules)
        {
            if (part.TryFind(rule.Paths, out JsonElement found, out _) && ValueOf(rule, found) is { } value)
            {
                fields.TryAdd(rule.Field, value);
            }
        }

        return fields;
    }

    private static JsonValue? ValueOf(HealthRule rule, JsonElement found) => found.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => JsonValue.Create(found.GetBoolean() != rule.IsInverted),
        JsonValueKind.Number when found.TryGetDecimal(out decimal number) => Number(rule, number),
        JsonValueKind.String when decimal.TryParse(found.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) =>
            Number(rule, number),
        JsonValueKind.String => JsonValue.Create(Agent.Mqtt.LogText.OneLine(found.GetString()!, LongestText)),
        _ => null,
    };

    private static JsonValue? Number(HealthRule rule, decimal number) =>
        decimal.Abs(number) < 1_000_000_000_000m ? JsonValue.Create(number * rule.Factor) : null;
}
