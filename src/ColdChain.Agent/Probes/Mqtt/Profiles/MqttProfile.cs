namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>A kind of device that speaks MQTT, as data; docs/devices/own-profile.md explains the language.</summary>
internal sealed record MqttProfile
{
    public required string Name { get; init; }

    /// <summary>Tried in order; the first whose topic and conditions fit counts.</summary>
    public required IReadOnlyList<MessageRule> Messages { get; init; }

    /// <summary>Topics that belong to the dialect and have no readings.</summary>
    public IReadOnlyList<TopicPattern> Ignored { get; init; } = [];

    public CopyRule Copies { get; init; } = CopyRule.None;

    /// <summary>Home Assistant discovery: the messages themselves say where the temperatures are.</summary>
    public bool IsDiscovery { get; init; }

    /// <summary>Whether the profile knows its topics; otherwise the configuration has to name them.</summary>
    public bool HasTopics => Messages.Any(message => message.Topics.Count > 0);

    /// <summary>Its messages are known by what is in them, so that 'decode' takes any topic.</summary>
    public bool TakesAnyTopic { get; init; }
}
