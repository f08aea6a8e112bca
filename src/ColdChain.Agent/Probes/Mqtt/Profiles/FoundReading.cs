using System.Text.Json.Nodes;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>A temperature or a fault that a message has, under the names that the device gives it.</summary>
/// <param name="Names">At least one; the first is what people are shown.</param>
/// <param name="Value">Measured or faulty, never nothing. Its own time is not used.</param>
internal sealed record FoundReading(IReadOnlyList<string> Names, ProbeValue Value, Instant? At, ReadingFlags Flags)
{
    public IReadOnlyDictionary<string, JsonNode?> Further { get; init; } = FoundMessage.NothingFurther;

    /// <summary>Two readings of one sensor with the same key are one.</summary>
    public string? CopyKey { get; init; }

    /// <summary>Such a name is mostly no temperature of a store: it counts only where a configuration names it.</summary>
    public bool IsDoubtful { get; init; }

    /// <summary>The device kept it for a while.</summary>
    public bool IsLogged { get; init; }
}
