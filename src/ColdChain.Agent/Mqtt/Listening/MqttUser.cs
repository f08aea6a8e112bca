namespace ColdChain.Agent.Mqtt.Listening;

/// <summary>A name and a password that a sensor may connect with.</summary>
public sealed record MqttUser(string Name, string Password)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => Name;
}
