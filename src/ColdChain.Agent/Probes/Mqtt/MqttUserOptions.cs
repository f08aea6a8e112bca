namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>Configuration: a name and a password that sensors connect with.</summary>
public sealed class MqttUserOptions
{
    public required string Name { get; init; }

    /// <summary>At least one character. Never logged.</summary>
    public required string Password { get; init; }
}
