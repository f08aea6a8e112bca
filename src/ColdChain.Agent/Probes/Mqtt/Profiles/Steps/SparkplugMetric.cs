using System.Text.Json.Nodes;

namespace ColdChain.Agent.Probes.Mqtt.Profiles.Steps;

/// <summary>One metric of a Sparkplug B message.</summary>
/// <param name="Name">Null where only the alias was sent.</param>
/// <param name="Value">A number, a text, or null for "no value".</param>
internal sealed record SparkplugMetric(string? Name, ulong? Alias, JsonNode? Value)
{
    /// <summary>Milliseconds since 1970; null when the message's own time counts.</summary>
    public ulong? Timestamp { get; init; }

    /// <summary>The property engUnit; mostly only in a birth.</summary>
    public string? EngineeringUnit { get; init; }

    public bool IsHistorical { get; init; }
}
