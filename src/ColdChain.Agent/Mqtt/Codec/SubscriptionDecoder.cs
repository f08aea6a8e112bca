using ColdChain.Agent.Mqtt.Packets;

namespace ColdChain.Agent.Mqtt.Codec;

/// <summary>SUBSCRIBE (3.8), SUBACK (3.9) and UNSUBSCRIBE (3.10): a packet id and a list of at least one.</summary>
internal static class SubscriptionDecoder
{
    private const byte Refused = 0x80;

    public static (MqttPacket? Packet, MqttFault? Fault) Subscribe(ReadOnlySpan<byte> body)
    {
        if (!TryTakePacketId(ref body, out ushort id))
        {
            return NoPacketId("SUBSCRIBE");
        }

        List<Subscription> subscriptions = [];
        while (!body.IsEmpty)
        {
            if (!TryTakeFilter(ref body, out string filter, out MqttFault? fault))
            {
                return (null, fault);
            }

            if (!MqttFields.TryTakeByte(ref body, out byte quality) || quality > (byte)DeliveryQuality.ExactlyOnce)
            {
                return Malformed("SUBSCRIBE asks for a QoS other than 0, 1 and 2 [MQTT-3.8.3-4].");
            }

            subscriptions.Add(new Subscription(filter, (DeliveryQuality)quality));
        }

        return subscriptions.Count > 0
            ? (new SubscribePacket(id, subscriptions), null)
            : Malformed("SUBSCRIBE has no topic filter [MQTT-3.8.3-3].");
    }

    public static (MqttPacket? Packet, MqttFault? Fault) Unsubscribe(ReadOnlySpan<byte> body)
    {
        if (!TryTakePacketId(ref body, out ushort id))
        {
            return NoPacketId("UNSUBSCRIBE");
        }

        List<string> filters = [];
        while (!body.IsEmpty)
        {
            if (!TryTakeFilter(ref body, out string filter, out MqttFault? fault))
            {
                return (null, fault);
            }

            filters.Add(filter);
        }

        return filters.Count > 0
            ? (new UnsubscribePacket(id, filters), null)
            : Malformed("UNSUBSCRIBE has no topic filter [MQTT-3.10.3-2].");
    }

    public static (MqttPacket? Packet, MqttFault? Fault) SubAck(ReadOnlySpan<byte> body)
    {
        if (!TryTakePacketId(ref body, out ushort id) || body.IsEmpty)
        {
            return Malformed("SUBACK has no packet identifier other than 0, or no return code [MQTT 3.9.3].");
        }

        DeliveryQuality?[] granted = new DeliveryQuality?[body.Length];
        for (int i = 0; i < body.Length; i++)
        {
            if (body[i] > (byte)DeliveryQuality.ExactlyOnce && body[i] != Refused)
            {
                return Malformed($"SUBACK has the return code {body[i]:X2} [MQTT-3.9.3-2].");
            }

            granted[i] = body[i] == Refused ? null : (DeliveryQuality)body[i];
        }

        return (new SubAckPacket(id, granted), null);
    }

    private static bool TryTakePacketId(ref ReadOnlySpan<byte> body, out ushort id) =>
        MqttFields.TryTakeUInt16(ref body, out id) && id != 0;

    private static bool TryTakeFilter(ref ReadOnlySpan<byte> body, out string filter, out MqttFault? fault)
    {
        bool isText = MqttFields.TryTakeText(ref body, out string? text, out fault);
        filter = text ?? string.Empty;
        if (isText && !TopicFilter.TryParse(filter, out _))
        {
            fault = MqttFault.Malformed("A topic filter is empty or has a wildcard out of place [MQTT-4.7.1-2, MQTT-4.7.1-3].");
        }

        return fault is null;
    }

    private static (MqttPacket? Packet, MqttFault? Fault) NoPacketId(string packet) =>
        Malformed($"{packet} has no packet identifier other than 0 [MQTT-2.3.1-1].");

    private static (MqttPacket? Packet, MqttFault? Fault) Malformed(string message) =>
        (null, MqttFault.Malformed(message));
}
