using System.Text.Json.Nodes;

namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>Everything that a profile finds in one message, before sensors have ids.</summary>
internal sealed record FoundMessage
{
    public static readonly IReadOnlyDictionary<string, JsonNode?> NothingFurther = new Dictionary<string, JsonNode?>();

    /// <summary>The dialect knows such messages, and this one has nothing to keep.</summary>
    public static readonly FoundMessage Nothing = new();

    public IReadOnlyList<FoundReading> Readings { get; init; } = [];

    public IReadOnlyList<FoundHealth> Health { get; init; } = [];

    /// <summary>What could not be understood: where, and why.</summary>
    public IReadOnlyList<(string Where, string Reason)> Refused { get; init; } = [];

    public static FoundMessage Refuse(string where, string reason) => new() { Refused = [(where, reason)] };
}
