using System.Buffers.Binary;

namespace FirmwareSim.Mqtt;

/// <summary>Cuts a server's bytes into answers. All that it may say takes four bytes at most, so nothing is ever kept for long.</summary>
internal sealed class MqttAnswerReader
{
    /// <summary>CONNACK and PUBACK: type, length 2, two bytes.</summary>
    private const int LongestAnswer = 4;

    private readonly byte[] _bytes = new byte[LongestAnswer];
    private int _count;

    /// <summary>After <see cref="MqttAnswer.Nonsense"/> nothing more is to be fed.</summary>
    public IReadOnlyList<MqttAnswer> Feed(ReadOnlySpan<byte> bytes)
    {
        List<MqttAnswer> answers = [];
        foreach (byte value in bytes)
        {
            _bytes[_count++] = value;
            if (TryDecode(_bytes.AsSpan(0, _count)) is { } answer)
            {
                _count = 0;
                answers.Add(answer);
                if (answer is MqttAnswer.Nonsense)
                {
                    break;
                }
            }
        }

        return answers;
    }

    private static MqttAnswer? TryDecode(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xD0, 0] => new MqttAnswer.Pong(),
        [0x20, 2, 0 or 1, var code] => new MqttAnswer.Connected(bytes[2] == 1, code),
        [0x40, 2, _, _] => new MqttAnswer.Acknowledged(BinaryPrimitives.ReadUInt16BigEndian(bytes[2..])),
        [0x20 or 0x40 or 0xD0] or [0x20 or 0x40, 2] or [0x20, 2, 0 or 1] or [0x40, 2, _] => null,
        _ => new MqttAnswer.Nonsense($"a publisher cannot be sent {Convert.ToHexString(bytes)}"),
    };
}
