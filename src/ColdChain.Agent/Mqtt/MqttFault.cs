namespace ColdChain.Agent.Mqtt;

/// <summary>An expected failure of an MQTT connection: a value, never thrown.</summary>
/// <param name="Kind">For the program.</param>
/// <param name="Message">For people: what happened; a breach of the standard ends with its clause, such as [MQTT-3.3.1-2].</param>
public sealed record MqttFault(MqttFaultKind Kind, string Message)
{
    internal static MqttFault Malformed(string message) => new(MqttFaultKind.Malformed, message);

    public override string ToString() => Message;
}
