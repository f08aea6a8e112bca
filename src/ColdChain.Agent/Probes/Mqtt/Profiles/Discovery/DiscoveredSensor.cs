namespace ColdChain.Agent.Probes.Mqtt.Profiles.Discovery;

/// <summary>A temperature that a discovery message has announced.</summary>
/// <param name="Names">unique_id first, then others by which a person may know it.</param>
/// <param name="ExpireAfterSeconds">After which the device itself calls a value old; null when it says nothing.</param>
internal sealed record DiscoveredSensor(
    IReadOnlyList<string> Names, string StateTopic, ValueTemplate Template, NumberScale Scale, decimal? ExpireAfterSeconds);
