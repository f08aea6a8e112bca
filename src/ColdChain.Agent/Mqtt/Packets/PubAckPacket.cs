namespace ColdChain.Agent.Mqtt.Packets;

/// <summary>PUBACK (3.4): the receiver owns the QoS 1 message from now on.</summary>
public sealed record PubAckPacket(ushort PacketId) : MqttPacket;
