namespace ColdChain.Agent.Mqtt.Packets;

/// <summary>SUBACK (3.9): for each filter of the SUBSCRIBE, in its order, the quality granted.</summary>
/// <param name="PacketId">That of the SUBSCRIBE.</param>
/// <param name="Granted">Null where the filter was refused (0x80).</param>
public sealed record SubAckPacket(ushort PacketId, IReadOnlyList<DeliveryQuality?> Granted) : MqttPacket;
