namespace ColdChain.Agent.LocalAlarm.Outputs.Siren;

/// <summary>A siren that has subscribed at the agent's own MQTT listener.</summary>
public sealed record SirenOptions
{
    public const string DefaultTopic = "coldchain/siren";

    /// <summary>The topic is this, a slash, and the unit's id.</summary>
    /// <value>Default coldchain/siren; no wildcard in it.</value>
    public string Topic { get; init; } = DefaultTopic;

    /// <summary>The payload that sounds it.</summary>
    /// <value>Default on.</value>
    public string On { get; init; } = "on";

    /// <summary>The payload that hushes it.</summary>
    /// <value>Default off.</value>
    public string Off { get; init; } = "off";
}
