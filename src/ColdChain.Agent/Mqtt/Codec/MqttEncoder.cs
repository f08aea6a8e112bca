using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using ColdChain.Agent.Mqtt.Packets;

namespace ColdChain.Agent.Mqtt.Codec;

/// <summary>Packets to bytes. What it is given is ours, so a packet that cannot be written is a bug and throws.</summary>
public static class MqttEncoder
{
    private const int SubscribeFlags = 0b0010;
    private const byte Refused = 0x80;

    /// <summary>No session, reason 0x84, no properties (MQTT 5, 3.2).</summary>
    private static ReadOnlySpan<byte> Level5Refusal => [0x20, 0x03, 0x00, 0x84, 0x00];

    /// <exception cref="ArgumentException">A text or a message is too long for MQTT.</exception>
    public static void Encode(MqttPacket packet, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(output);
        switch (packet)
        {
            case PubAckPacket ack:
                WritePacketIdOnly(output, PacketType.PubAck, ack.PacketId);
                break;
            case PubRecPacket received:
                WritePacketIdOnly(output, PacketType.PubRec, received.PacketId);
                break;
            case PubRelPacket release:
                WritePacketIdOnly(output, PacketType.PubRel, release.PacketId, SubscribeFlags);
                break;
            case PubCompPacket complete:
                WritePacketIdOnly(output, PacketType.PubComp, complete.PacketId);
                break;
            case UnsubAckPacket ack:
                WritePacketIdOnly(output, PacketType.UnsubAck, ack.PacketId);
                break;
            case PublishPacket publish:
                WritePublish(output, publish);
                break;
            case PingReqPacket:
                WriteHead(output, PacketType.PingReq, flags: 0, bodyLength: 0);
                break;
            case PingRespPacket:
                WriteHead(output, PacketType.PingResp, flags: 0, bodyLength: 0);
                break;
            case DisconnectPacket:
                WriteHead(output, PacketType.Disconnect, flags: 0, bodyLength: 0);
                break;
            case ConnAckPacket answer:
                WriteHead(output, PacketType.ConnAck, flags: 0, bodyLength: 2);
                WriteByte(output, answer.IsSessionPresent ? 1 : 0);
                WriteByte(output, (int)answer.ReturnCode);
                break;
            case Level5RefusalPacket:
                output.Write(Level5Refusal);
                break;
            default:
                WriteLists(output, packet);
                break;
        }
    }

    private static void WriteLists(IBufferWriter<byte> output, MqttPacket packet)
    {
        ArrayBufferWriter<byte> body = new();
        (PacketType type, int flags) = packet switch
        {
            ConnectPacket connect => Connect(body, connect),
            SubscribePacket subscribe => Subscribe(body, subscribe),
            SubAckPacket ack => SubAck(body, ack),
            UnsubscribePacket unsubscribe => Unsubscribe(body, unsubscribe),
            _ => throw new UnreachableException(packet.GetType().Name),
        };
        WriteHead(output, type, flags, body.WrittenCount);
        output.Write(body.WrittenSpan);
    }

    private static void WritePublish(IBufferWriter<byte> output, PublishPacket packet)
    {
        bool hasId = packet.Quality != DeliveryQuality.AtMostOnce;
        int flags = ((int)packet.Quality << 1) | (packet.IsRedelivery ? 0b1000 : 0) | (packet.IsRetained ? 1 : 0);
        int length = sizeof(ushort) + Encoding.UTF8.GetByteCount(packet.Topic) + (hasId ? sizeof(ushort) : 0) + packet.Payload.Length;
        WriteHead(output, PacketType.Publish, flags, length);
        WriteText(output, packet.Topic);
        if (hasId)
        {
            WriteUInt16(output, packet.PacketId);
        }

        output.Write(packet.Payload.Span);
    }

    private static (PacketType Type, int Flags) Connect(ArrayBufferWriter<byte> body, ConnectPacket packet)
    {
        WriteBytes(body, ConnectFlags.ProtocolName);
        WriteByte(body, ConnectFlags.ProtocolLevel);
        WriteByte(
            body,
            (packet.IsCleanSession ? ConnectFlags.CleanSession : 0)
            | (packet.Will is null ? 0 : ConnectFlags.Will | ((int)packet.Will.Quality << ConnectFlags.WillQualityShift))
            | (packet.Will is { IsRetained: true } ? ConnectFlags.WillRetain : 0)
            | (packet.UserName is null ? 0 : ConnectFlags.UserName)
            | (packet.Password is null ? 0 : ConnectFlags.Password));
        WriteUInt16(body, packet.KeepAliveSeconds);
        WriteText(body, packet.ClientId);
        if (packet.Will is not null)
        {
            WriteText(body, packet.Will.Topic);
            WriteBytes(body, packet.Will.Payload.Span);
        }

        if (packet.UserName is not null)
        {
            WriteText(body, packet.UserName);
        }

        if (packet.Password is { } password)
        {
            WriteBytes(body, password.Span);
        }

        return (PacketType.Connect, 0);
    }

    private static (PacketType Type, int Flags) Subscribe(ArrayBufferWriter<byte> body, SubscribePacket packet)
    {
        WriteUInt16(body, packet.PacketId);
        foreach (Subscription subscription in packet.Subscriptions)
        {
            WriteText(body, subscription.Filter);
            WriteByte(body, (int)subscription.Quality);
        }

        return (PacketType.Subscribe, SubscribeFlags);
    }

    private static (PacketType Type, int Flags) SubAck(ArrayBufferWriter<byte> body, SubAckPacket packet)
    {
        WriteUInt16(body, packet.PacketId);
        foreach (DeliveryQuality? granted in packet.Granted)
        {
            WriteByte(body, granted is { } quality ? (int)quality : Refused);
        }

        return (PacketType.SubAck, 0);
    }

    private static (PacketType Type, int Flags) Unsubscribe(ArrayBufferWriter<byte> body, UnsubscribePacket packet)
    {
        WriteUInt16(body, packet.PacketId);
        foreach (string filter in packet.Filters)
        {
            WriteText(body, filter);
        }

        return (PacketType.Unsubscribe, SubscribeFlags);
    }

    private static void WritePacketIdOnly(IBufferWriter<byte> output, PacketType type, ushort packetId, int flags = 0)
    {
        WriteHead(output, type, flags, sizeof(ushort));
        WriteUInt16(output, packetId);
    }

    private static void WriteHead(IBufferWriter<byte> output, PacketType type, int flags, int bodyLength)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bodyLength, MqttFrame.LongestBody);
        WriteByte(output, ((int)type << 4) | flags);
        int rest = bodyLength;
        do
        {
            WriteByte(output, (rest & 0x7F) | (rest > 0x7F ? 0x80 : 0));
            rest >>= 7;
        }
        while (rest > 0);
    }

    private static void WriteText(IBufferWriter<byte> output, string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MqttFields.LongestTextBytes);
        WriteUInt16(output, (ushort)length);
        Encoding.UTF8.GetBytes(text, output);
    }

    private static void WriteBytes(IBufferWriter<byte> output, ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes.Length, MqttFields.LongestTextBytes);
        WriteUInt16(output, (ushort)bytes.Length);
        output.Write(bytes);
    }

    private static void WriteUInt16(IBufferWriter<byte> output, ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(output.GetSpan(sizeof(ushort)), value);
        output.Advance(sizeof(ushort));
    }

    private static void WriteByte(IBufferWriter<byte> output, int value)
    {
        output.GetSpan(1)[0] = checked((byte)value);
        output.Advance(1);
    }
}
