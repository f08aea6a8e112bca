using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace ColdChain.Agent.Mqtt.Codec;

/// <summary>Where one packet begins and ends in a stream of bytes.</summary>
/// <remarks>
/// <code>
/// byte 0      type (4 bits) and flags (4 bits)
/// byte 1..4   remaining length: 7 bits a byte, lowest first, top bit = another byte follows (2.2.3)
/// then        so many bytes of body
/// </code>
/// A length beyond the limit is refused as soon as its bytes are there, before anything of the body is kept.
/// </remarks>
/// <param name="FirstByte">Type and flags.</param>
/// <param name="HeaderLength">Bytes before the body: 2 to 5.</param>
/// <param name="BodyLength">The remaining length.</param>
public readonly record struct MqttFrame(byte FirstByte, int HeaderLength, int BodyLength)
{
    /// <summary>The longest remaining length that four bytes can say (2.2.3).</summary>
    public const int LongestBody = 268_435_455;

    private const int LongestHeader = 5;

    public int Length => HeaderLength + BodyLength;

    /// <summary>Reads the head of the packet that begins at the start of <paramref name="bytes"/>.</summary>
    /// <param name="bytes">What has arrived so far.</param>
    /// <param name="largestPacketBytes">The whole packet, head and body, may not be longer.</param>
    /// <param name="frame">Set when the head is complete; the body need not have arrived.</param>
    /// <param name="fault">Set when no further byte can make this a packet.</param>
    /// <returns>False with no fault: more bytes are needed.</returns>
    public static bool TryRead(
        in ReadOnlySequence<byte> bytes, int largestPacketBytes, out MqttFrame frame, out MqttFault? fault)
    {
        Span<byte> head = stackalloc byte[LongestHeader];
        int known = (int)Math.Min(bytes.Length, LongestHeader);
        bytes.Slice(0, known).CopyTo(head);
        return TryRead(head[..known], largestPacketBytes, out frame, out fault);
    }

    private static bool TryRead(
        ReadOnlySpan<byte> head, int largestPacketBytes, out MqttFrame frame, out MqttFault? fault)
    {
        frame = default;
        fault = null;
        int length = 0;
        for (int position = 1; position < head.Length; position++)
        {
            length |= (head[position] & 0x7F) << (7 * (position - 1));
            if ((head[position] & 0x80) == 0)
            {
                frame = new MqttFrame(head[0], position + 1, length);
                return frame.Length <= largestPacketBytes || TooLarge(frame.Length, largestPacketBytes, out fault);
            }
        }

        return head.Length == LongestHeader && Endless(out fault);
    }

    private static bool TooLarge(int length, int largest, [NotNull] out MqttFault? fault)
    {
        fault = new MqttFault(
            MqttFaultKind.TooLarge,
            $"A packet of {length} bytes was announced; {largest} are allowed (largestPacketBytes).");
        return false;
    }

    private static bool Endless([NotNull] out MqttFault? fault)
    {
        fault = MqttFault.Malformed("The remaining length has more than four bytes [MQTT 2.2.3].");
        return false;
    }
}
