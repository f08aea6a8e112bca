namespace ColdChain.Agent.Mqtt.Packets;

/// <summary>PUBREL (3.6): the sender has heard the PUBREC and will not send the QoS 2 message again.</summary>
public sealed record PubRelPacket(ushort PacketId) : MqttPacket;
