using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;

namespace ColdChain.Agent.Mqtt.Codec;

/// <summary>The pieces that packets are made of (1.5), taken off the front of a span.</summary>
internal static class MqttFields
{
    /// <summary>A length of two bytes is the longest a text can have (1.5.3).</summary>
    public const int LongestTextBytes = ushort.MaxValue;

    public static bool TryTakeByte(ref ReadOnlySpan<byte> rest, out byte value)
    {
        value = rest.IsEmpty ? (byte)0 : rest[0];
        bool taken = !rest.IsEmpty;
        rest = taken ? rest[1..] : rest;
        return taken;
    }

    public static bool TryTakeUInt16(ref ReadOnlySpan<byte> rest, out ushort value)
    {
        bool taken = BinaryPrimitives.TryReadUInt16BigEndian(rest, out value);
        rest = taken ? rest[sizeof(ushort)..] : rest;
        return taken;
    }

    /// <summary>Two bytes of length, then so many bytes.</summary>
    public static bool TryTakeBytes(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!TryTakeUInt16(ref rest, out ushort length) || rest.Length < length)
        {
            return false;
        }

        value = rest[..length];
        rest = rest[length..];
        return true;
    }

    /// <summary>A text; <paramref name="fault"/> says what is wrong with it when this is false.</summary>
    public static bool TryTakeText(
        ref ReadOnlySpan<byte> rest,
        [NotNullWhen(true)] out string? value,
        [NotNullWhen(false)] out MqttFault? fault)
    {
        value = null;
        if (!TryTakeBytes(ref rest, out ReadOnlySpan<byte> bytes))
        {
            fault = MqttFault.Malformed("A text is longer than its packet [MQTT 1.5.3].");
        }
        else if (!Utf8.IsValid(bytes))
        {
            fault = MqttFault.Malformed("A text is not UTF-8 [MQTT-1.5.3-1].");
        }
        else if (bytes.Contains((byte)0))
        {
            fault = MqttFault.Malformed("A text has the character U+0000 in it [MQTT-1.5.3-2].");
        }
        else
        {
            value = Encoding.UTF8.GetString(bytes);
            fault = null;
            return true;
        }

        return false;
    }
}
