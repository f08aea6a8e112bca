using System.Buffers;
using ColdChain.Agent.Mqtt;
using ColdChain.Agent.Mqtt.Codec;
using ColdChain.Agent.Mqtt.Packets;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>Packets and their bytes, for tests: hexadecimal with spaces where a reader wants them.</summary>
internal static class Wire
{
    public static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", string.Empty, StringComparison.Ordinal));

    public static byte[] Encode(MqttPacket packet)
    {
        ArrayBufferWriter<byte> output = new();
        MqttEncoder.Encode(packet, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The one packet that the bytes are, or the fault.</summary>
    public static (MqttPacket? Packet, MqttFault? Fault) Decode(byte[] bytes, int largest = 256 * 1024)
    {
        if (!MqttFrame.TryRead(new ReadOnlySequence<byte>(bytes), largest, out MqttFrame frame, out MqttFault? fault)
            || bytes.Length < frame.Length)
        {
            return (null, fault);
        }

        MqttDecoder.TryDecode(
            frame.FirstByte, bytes.AsSpan(frame.HeaderLength, frame.BodyLength), out MqttPacket? packet, out fault);
        return (packet, fault);
    }

    /// <summary>Equal in all fields; records compare lists and memory by identity, which is not what is meant here.</summary>
    public static bool AreSame(MqttPacket one, MqttPacket other) => (one, other) switch
    {
        (PublishPacket a, PublishPacket b) => a == b with { Payload = a.Payload } && Same(a.Payload, b.Payload),
        (ConnectPacket a, ConnectPacket b) =>
            a == b with { Password = a.Password, Will = a.Will }
            && a.Password.HasValue == b.Password.HasValue
            && Same(a.Password ?? default, b.Password ?? default)
            && (a.Will is null ? b.Will is null : a.Will == b.Will! with { Payload = a.Will.Payload } && Same(a.Will.Payload, b.Will.Payload)),
        (SubscribePacket a, SubscribePacket b) => a.PacketId == b.PacketId && a.Subscriptions.SequenceEqual(b.Subscriptions),
        (SubAckPacket a, SubAckPacket b) => a.PacketId == b.PacketId && a.Granted.SequenceEqual(b.Granted),
        (UnsubscribePacket a, UnsubscribePacket b) => a.PacketId == b.PacketId && a.Filters.SequenceEqual(b.Filters),
        _ => one == other,
    };

    private static bool Same(ReadOnlyMemory<byte> one, ReadOnlyMemory<byte> other) => one.Span.SequenceEqual(other.Span);
}
