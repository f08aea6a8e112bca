using ColdChain.Agent.Mqtt.Packets;

namespace ColdChain.Agent.Mqtt.Codec;

/// <summary>PUBLISH (3.3): flags DUP, QoS, RETAIN; topic; packet id with QoS 1 and 2; the rest is the payload.</summary>
internal static class PublishDecoder
{
    private const int RetainFlag = 0b0001;
    private const int DupFlag = 0b1000;
    private const int QualityShift = 1;
    private const int QualityMask = 0b11;

    public static (MqttPacket? Packet, MqttFault? Fault) Decode(int flags, ReadOnlySpan<byte> body)
    {
        int quality = (flags >> QualityShift) & QualityMask;
        bool isRedelivery = (flags & DupFlag) != 0;
        if (quality == QualityMask)
        {
            return Malformed("PUBLISH has both QoS bits set [MQTT-3.3.1-4].");
        }

        if (isRedelivery && quality == 0)
        {
            return Malformed("PUBLISH with QoS 0 has DUP set [MQTT-3.3.1-2].");
        }

        if (!MqttFields.TryTakeText(ref body, out string? topic, out MqttFault? fault))
        {
            return (null, fault);
        }

        if (topic.Length == 0)
        {
            return Malformed("PUBLISH has an empty topic [MQTT-4.7.3-1].");
        }

        if (topic.AsSpan().ContainsAny('+', '#'))
        {
            return Malformed("PUBLISH has a wildcard in its topic [MQTT-3.3.2-2].");
        }

        ushort id = 0;
        if (quality > 0 && (!MqttFields.TryTakeUInt16(ref body, out id) || id == 0))
        {
            return Malformed($"PUBLISH with QoS {quality} has no packet identifier other than 0 [MQTT-2.3.1-1].");
        }

        PublishPacket packet = new()
        {
            Topic = topic,
            Payload = body.ToArray(),
            Quality = (DeliveryQuality)quality,
            PacketId = id,
            IsRedelivery = isRedelivery,
            IsRetained = (flags & RetainFlag) != 0,
        };
        return (packet, null);
    }

    private static (MqttPacket? Packet, MqttFault? Fault) Malformed(string message) =>
        (null, MqttFault.Malformed(message));
}
