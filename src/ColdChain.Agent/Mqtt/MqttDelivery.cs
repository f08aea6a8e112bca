using ColdChain.Agent.Mqtt.Packets;

namespace ColdChain.Agent.Mqtt;

/// <summary>A message that came in, and the way to tell its sender that we own it now.</summary>
/// <param name="ClientId">Listener: the client that published. Broker: our own client id.</param>
/// <param name="Message">As it came.</param>
/// <param name="Acknowledge">
/// Sends the PUBACK of a QoS 1 message (the PUBREC of QoS 2) once it is on the disk; does nothing for QoS 0, a second time,
/// or when the connection is gone (the sender then sends the message again). Does not wait for a slow peer; may be called
/// from any thread and in any order: the answers leave in the order in which the messages came [MQTT-4.6.0-2].
/// </param>
public sealed record MqttDelivery(string ClientId, PublishPacket Message, Func<CancellationToken, ValueTask> Acknowledge)
{
    /// <summary>Set when the message is the will of a client that went without a DISCONNECT: how it went.</summary>
    public string? Farewell { get; init; }
}
