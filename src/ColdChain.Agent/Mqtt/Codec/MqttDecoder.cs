using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using ColdChain.Agent.Mqtt.Packets;

namespace ColdChain.Agent.Mqtt.Codec;

/// <summary>Bytes to packets. Pure; whatever the bytes are, the answer is a packet or a fault, never an exception.</summary>
public static class MqttDecoder
{
    private const int ReservedFlags = 0;
    private const int SubscribeFlags = 0b0010;

    /// <param name="firstByte">Type and flags.</param>
    /// <param name="body">Exactly the bytes that the remaining length announced; payloads are copied out of it.</param>
    /// <param name="packet">Set when this is true.</param>
    /// <param name="fault">Set when this is false.</param>
    public static bool TryDecode(
        byte firstByte,
        ReadOnlySpan<byte> body,
        [NotNullWhen(true)] out MqttPacket? packet,
        [NotNullWhen(false)] out MqttFault? fault)
    {
        fault = FaultOf(firstByte);
        packet = null;
        if (fault is null)
        {
            (packet, fault) = Decode((PacketType)(firstByte >> 4), firstByte & 0x0F, body);
        }

        return packet is not null;
    }

    /// <summary>
    /// What is wrong with a packet by its first byte alone: who speaks another protocol is known before so many bytes
    /// have come as its text happens to announce.
    /// </summary>
    public static MqttFault? FaultOf(byte firstByte)
    {
        PacketType type = (PacketType)(firstByte >> 4);
        int flags = firstByte & 0x0F;
        return type switch
        {
            _ when !Enum.IsDefined(type) => MqttFault.Malformed($"The packet type {(int)type} is reserved [MQTT 2.2.1]."),
            _ when type != PacketType.Publish && flags != FlagsOf(type) =>
                MqttFault.Malformed($"The flags of {Name(type)} are {flags:X}, which is reserved [MQTT-2.2.2-2]."),
            _ => null,
        };
    }

    private static (MqttPacket? Packet, MqttFault? Fault) Decode(PacketType type, int flags, ReadOnlySpan<byte> body) =>
        type switch
        {
            PacketType.Connect => ConnectDecoder.Decode(body),
            PacketType.ConnAck => ConnAck(body),
            PacketType.Publish => PublishDecoder.Decode(flags, body),
            PacketType.PubAck or PacketType.PubRec or PacketType.PubRel or PacketType.PubComp or PacketType.UnsubAck =>
                TryTakeOnlyPacketId(body, out ushort id) ? (Answer(type, id), null) : NotOnlyPacketId(type),
            PacketType.Subscribe => SubscriptionDecoder.Subscribe(body),
            PacketType.SubAck => SubscriptionDecoder.SubAck(body),
            PacketType.Unsubscribe => SubscriptionDecoder.Unsubscribe(body),
            PacketType.PingReq => Bare(type, body, new PingReqPacket()),
            PacketType.PingResp => Bare(type, body, new PingRespPacket()),
            PacketType.Disconnect => Bare(type, body, new DisconnectPacket()),
            _ => throw new UnreachableException(type.ToString()),
        };

    private static MqttPacket Answer(PacketType type, ushort id) => type switch
    {
        PacketType.PubAck => new PubAckPacket(id),
        PacketType.PubRec => new PubRecPacket(id),
        PacketType.PubRel => new PubRelPacket(id),
        PacketType.PubComp => new PubCompPacket(id),
        _ => new UnsubAckPacket(id),
    };

    private static (MqttPacket? Packet, MqttFault? Fault) ConnAck(ReadOnlySpan<byte> body)
    {
        if (body.Length != 2)
        {
            return Malformed("A CONNACK has two bytes [MQTT 3.2.1].");
        }

        if ((body[0] & 0xFE) != 0 || body[1] > (int)ConnectReturnCode.NotAuthorized)
        {
            return Malformed($"CONNACK says {body[0]:X2} {body[1]:X2}, which is reserved [MQTT 3.2.2].");
        }

        ConnAckPacket answer = new(body[0] == 1, (ConnectReturnCode)body[1]);
        return answer is { IsSessionPresent: true, ReturnCode: not ConnectReturnCode.Accepted }
            ? Malformed("CONNACK refuses and has a session [MQTT-3.2.2-4].")
            : (answer, null);
    }

    private static (MqttPacket? Packet, MqttFault? Fault) Bare(PacketType type, ReadOnlySpan<byte> body, MqttPacket packet) =>
        body.IsEmpty ? (packet, null) : Malformed($"{Name(type)} has a body; it may have none [MQTT 3.12-3.14].");

    private static bool TryTakeOnlyPacketId(ReadOnlySpan<byte> body, out ushort id) =>
        MqttFields.TryTakeUInt16(ref body, out id) && id != 0 && body.IsEmpty;

    private static (MqttPacket? Packet, MqttFault? Fault) NotOnlyPacketId(PacketType type) =>
        Malformed($"{Name(type)} is not one packet identifier other than 0 [MQTT-2.3.1-1].");

    private static int FlagsOf(PacketType type) =>
        type is PacketType.Subscribe or PacketType.Unsubscribe or PacketType.PubRel ? SubscribeFlags : ReservedFlags;

    private static string Name(PacketType type) => type.ToString().ToUpperInvariant();

    private static (MqttPacket? Packet, MqttFault? Fault) Malformed(string message) =>
        (null, MqttFault.Malformed(message));
}
