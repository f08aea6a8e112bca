namespace ColdChain.Agent.Mqtt.Packets;

/// <summary>SUBSCRIBE (3.8): one filter or more.</summary>
public sealed record SubscribePacket(ushort PacketId, IReadOnlyList<Subscription> Subscriptions) : MqttPacket;
