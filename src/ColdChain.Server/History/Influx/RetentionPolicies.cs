using System.Text.Json;

namespace ColdChain.Server.History.Influx;

/// <summary>
/// Whether a database keeps what it is given: its default policy must have no end, since vaccines' readings are kept for years
/// and none goes by itself.
/// </summary>
internal static class RetentionPolicies
{
    private const string ForEver = "0s";
    private const int DurationColumn = 1;

    /// <param name="answer">To SHOW RETENTION POLICIES: rows of name, duration, shard group's duration, copies, default.</param>
    /// <param name="database">For the message.</param>
    public static InfluxOutcome Judge(string answer, string database)
    {
        JsonElement result = Of(Parsed(answer), "results").FirstOrDefault();
        if (result.ValueKind != JsonValueKind.Object)
        {
            return new InfluxOutcome.Unreachable($"not an answer of InfluxDB: {InfluxRefusal.InOneLine(answer)}");
        }

        if (result.TryGetProperty("error", out JsonElement error))
        {
            return new InfluxOutcome.Refused(InfluxRefusal.InOneLine(error.ToString()));
        }

        string? duration = Of(result, "series").SelectMany(series => Of(series, "values"))
            .Where(policy => policy.ValueKind == JsonValueKind.Array && policy.GetArrayLength() > DurationColumn + 1
                && policy[policy.GetArrayLength() - 1].ValueKind == JsonValueKind.True)
            .Select(policy => policy[DurationColumn].ToString())
            .FirstOrDefault();
        return duration switch
        {
            ForEver => new InfluxOutcome.Done(),
            null => new InfluxOutcome.Refused($"the database {database} has no default retention policy"),
            _ => new InfluxOutcome.Refused(InfluxRefusal.InOneLine(
                $"the default retention policy of the database {database} destroys readings after {duration}; give it one "
                + "without an end (DURATION INF), or name another database")),
        };
    }

    private static JsonElement Parsed(string answer)
    {
        try
        {
            return JsonElement.Parse(answer);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static JsonElement[] Of(JsonElement parent, string member) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(member, out JsonElement list)
            && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray()]
            : [];
}
