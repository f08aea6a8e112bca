namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>One form of message that a device sends.</summary>
internal sealed record MessageRule
{
    public required IReadOnlyList<TopicPattern> Topics { get; init; }

    public required PayloadForm Form { get; init; }

    /// <summary>All of them hold for this form; otherwise the next form is tried.</summary>
    public IReadOnlyList<ProfileCondition> When { get; init; } = [];

    /// <summary>The parts that each have values of their own; null for the whole message.</summary>
    public ValuePath? Each { get; init; }

    /// <summary>Sensors or parts with such names are mostly no temperature of a store.</summary>
    public IReadOnlyList<GlobPattern> Except { get; init; } = [];

    /// <summary>When not empty, those with other names are not either.</summary>
    public IReadOnlyList<GlobPattern> Only { get; init; } = [];

    public BytesRule? Bytes { get; init; }

    public IReadOnlyList<MeasureRule> Measures { get; init; } = [];

    public TimeRule? Time { get; init; }

    public IReadOnlyList<HealthRule> Health { get; init; } = [];

    /// <summary>What the device is called where a message has health and no temperature.</summary>
    public IReadOnlyList<NameTemplate> Names { get; init; } = [];

    /// <summary>What makes a message one and the same however often it comes; null when the device gives nothing.</summary>
    public NameTemplate? CopyKey { get; init; }
}
