using System.Text;
using ColdChain.Agent.Mqtt.Packets;

namespace ColdChain.Agent.Mqtt.Codec;

/// <summary>CONNECT (3.1): name, level, flags, keep-alive; client id, will, user and password as the flags say.</summary>
internal static class ConnectDecoder
{
    public static (MqttPacket? Packet, MqttFault? Fault) Decode(ReadOnlySpan<byte> body)
    {
        if (Protocol(ref body) is MqttFault otherProtocol)
        {
            return (null, otherProtocol);
        }

        if (!MqttFields.TryTakeByte(ref body, out byte flags) || !MqttFields.TryTakeUInt16(ref body, out ushort keepAlive))
        {
            return Malformed("CONNECT ends before its keep-alive [MQTT 3.1.2].");
        }

        if (WrongFlags(flags) is string wrong)
        {
            return Malformed(wrong);
        }

        if (!MqttFields.TryTakeText(ref body, out string? clientId, out MqttFault? fault)
            || !TryTakeWill(ref body, flags, out WillMessage? will, out fault))
        {
            return (null, fault);
        }

        string? userName = null;
        if ((flags & ConnectFlags.UserName) != 0 && !MqttFields.TryTakeText(ref body, out userName, out fault))
        {
            return (null, fault);
        }

        ReadOnlySpan<byte> password = default;
        bool hasPassword = (flags & ConnectFlags.Password) != 0;
        if (hasPassword && !MqttFields.TryTakeBytes(ref body, out password))
        {
            return Malformed("CONNECT ends before its password [MQTT 3.1.3.5].");
        }

        ConnectPacket packet = new()
        {
            ClientId = clientId,
            IsCleanSession = (flags & ConnectFlags.CleanSession) != 0,
            KeepAliveSeconds = keepAlive,
            UserName = userName,
            Password = hasPassword ? password.ToArray() : (ReadOnlyMemory<byte>?)null, // A bare null would become an empty password.
            Will = will,
        };
        return body.IsEmpty ? (packet, null) : Malformed("CONNECT goes on behind its last field [MQTT 3.1.3].");
    }

    private static MqttFault? Protocol(ref ReadOnlySpan<byte> body)
    {
        if (!MqttFields.TryTakeBytes(ref body, out ReadOnlySpan<byte> name)
            || !MqttFields.TryTakeByte(ref body, out byte level))
        {
            return MqttFault.Malformed("CONNECT ends before its protocol level [MQTT 3.1.2].");
        }

        if (name.SequenceEqual("MQIsdp"u8) || (name.SequenceEqual(ConnectFlags.ProtocolName) && level != ConnectFlags.ProtocolLevel))
        {
            string version = level switch { 3 => "MQTT 3.1", 5 => "MQTT 5", _ => "an unknown MQTT" };
            return new MqttFault(
                level == ConnectFlags.ProtocolLevel5 ? MqttFaultKind.ProtocolLevel5 : MqttFaultKind.OtherProtocolLevel,
                $"CONNECT asks for {version} ({Encoding.ASCII.GetString(name)} level {level}); set the client to MQTT 3.1.1 (level 4) [MQTT-3.1.2-2].");
        }

        return name.SequenceEqual(ConnectFlags.ProtocolName)
            ? null
            : MqttFault.Malformed("CONNECT does not name the protocol MQTT [MQTT-3.1.2-1].");
    }

    private static string? WrongFlags(int flags)
    {
        bool hasWill = (flags & ConnectFlags.Will) != 0;
        int willQuality = (flags >> ConnectFlags.WillQualityShift) & ConnectFlags.WillQualityMask;
        return flags switch
        {
            _ when (flags & ConnectFlags.Reserved) != 0 => "CONNECT has its reserved flag set [MQTT-3.1.2-3].",
            _ when !hasWill && willQuality != 0 => "CONNECT has a will QoS and no will [MQTT-3.1.2-13].",
            _ when willQuality == ConnectFlags.WillQualityMask => "CONNECT has will QoS 3 [MQTT-3.1.2-14].",
            _ when !hasWill && (flags & ConnectFlags.WillRetain) != 0 => "CONNECT retains a will and has none [MQTT-3.1.2-15].",
            _ when (flags & ConnectFlags.UserName) == 0 && (flags & ConnectFlags.Password) != 0 =>
                "CONNECT has a password and no user name [MQTT-3.1.2-22].",
            _ => null,
        };
    }

    private static bool TryTakeWill(ref ReadOnlySpan<byte> body, int flags, out WillMessage? will, out MqttFault? fault)
    {
        will = null;
        fault = null;
        if ((flags & ConnectFlags.Will) == 0)
        {
            return true;
        }

        if (!MqttFields.TryTakeText(ref body, out string? topic, out fault))
        {
            return false;
        }

        if (!MqttFields.TryTakeBytes(ref body, out ReadOnlySpan<byte> payload))
        {
            fault = MqttFault.Malformed("CONNECT ends before its will message [MQTT 3.1.3.3].");
            return false;
        }

        DeliveryQuality quality =
            (DeliveryQuality)((flags >> ConnectFlags.WillQualityShift) & ConnectFlags.WillQualityMask);
        will = new WillMessage(topic, payload.ToArray(), quality, (flags & ConnectFlags.WillRetain) != 0);
        return true;
    }

    private static (MqttPacket? Packet, MqttFault? Fault) Malformed(string message) =>
        (null, MqttFault.Malformed(message));
}
