namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>What a configuration says about a profile.</summary>
/// <param name="Topics">Instead of the profile's own; empty for those.</param>
/// <param name="Zone">What the devices' clocks show where they write no offset.</param>
/// <param name="Scale">Instead of the profile's own.</param>
internal sealed record ProfileUse(IReadOnlyList<TopicPattern> Topics, TimeZoneInfo? Zone, NumberScale? Scale)
{
    /// <summary>Nothing but the profile itself, for messages in files: their topics may be of anywhere.</summary>
    public static readonly ProfileUse Plain = new([], null, null) { TakesAnyTopic = true };

    public bool TakesAnyTopic { get; init; }
}
