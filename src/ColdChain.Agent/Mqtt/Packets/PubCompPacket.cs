namespace ColdChain.Agent.Mqtt.Packets;

/// <summary>PUBCOMP (3.7): the last word about a QoS 2 message; its packet id is free again.</summary>
public sealed record PubCompPacket(ushort PacketId) : MqttPacket;
