namespace ColdChain.Agent.Mqtt.Packets;

/// <summary>PUBREC (3.5): the receiver owns the QoS 2 message from now on.</summary>
public sealed record PubRecPacket(ushort PacketId) : MqttPacket;
