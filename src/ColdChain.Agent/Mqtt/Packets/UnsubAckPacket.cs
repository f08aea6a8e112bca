namespace ColdChain.Agent.Mqtt.Packets;

/// <summary>UNSUBACK (3.11).</summary>
public sealed record UnsubAckPacket(ushort PacketId) : MqttPacket;
