namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>One temperature that a part of a message may have.</summary>
internal sealed record MeasureRule
{
    /// <summary>The first of these that leads somewhere counts.</summary>
    public required IReadOnlyList<ValuePath> Paths { get; init; }

    /// <summary>What the sensor is called; a configuration may use any of them, people are shown the first.</summary>
    public required IReadOnlyList<NameTemplate> Names { get; init; }

    /// <summary>Its scale is what counts where <see cref="UnitPaths"/> lead nowhere.</summary>
    public required NumberMeaning Meaning { get; init; }

    public IReadOnlyList<ValuePath> UnitPaths { get; init; } = [];

    /// <summary>All of them hold where this is a temperature.</summary>
    public IReadOnlyList<ProfileCondition> When { get; init; } = [];

    /// <summary>When it holds, a message without the temperature means that the probe is missing.</summary>
    public ProfileCondition? Expected { get; init; }
}
