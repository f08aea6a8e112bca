namespace ColdChain.Agent.Mqtt.Packets;

/// <summary>UNSUBSCRIBE (3.10): one filter or more.</summary>
public sealed record UnsubscribePacket(ushort PacketId, IReadOnlyList<string> Filters) : MqttPacket;
