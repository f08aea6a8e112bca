using System.Buffers.Binary;
using System.Text;

namespace FirmwareSim.Mqtt;

/// <summary>The packets that a publishing sensor sends (docs/protocols/mqtt.md §2 to §5). MQTT 3.1.1 clauses in brackets.</summary>
internal static class MqttWriter
{
    private const byte ConnectType = 0x10;
    private const byte PublishAtLeastOnce = 0x32;
    private const byte DuplicateFlag = 0x08;
    private const byte ProtocolLevel = 4;
    private const byte CleanSessionFlag = 0x02;
    private const byte PasswordFlag = 0x40;
    private const byte UserNameFlag = 0x80;

    public static readonly byte[] PingRequest = [0xC0, 0];

    public static readonly byte[] Disconnect = [0xE0, 0];

    /// <summary>[3.1]</summary>
    public static byte[] Connect(ConnectOptions options)
    {
        List<byte> body = [];
        AddText(body, "MQTT");
        body.Add(ProtocolLevel);
        int flags = (options.CleanSession ? CleanSessionFlag : 0)
            | (options.UserName is null ? 0 : UserNameFlag)
            | (options.Password is null ? 0 : PasswordFlag);
        body.Add((byte)flags);
        AddNumber(body, options.KeepAliveSeconds);
        AddText(body, options.ClientId);
        if (options.UserName is not null)
        {
            AddText(body, options.UserName);
        }

        if (options.Password is not null)
        {
            AddText(body, options.Password);
        }

        return Packet(ConnectType, body);
    }

    /// <summary>[3.3] at QoS 1.</summary>
    public static byte[] Publish(string topic, ushort packetId, ReadOnlySpan<byte> payload, bool isRepeat)
    {
        List<byte> body = [];
        AddText(body, topic);
        AddNumber(body, packetId);
        body.AddRange(payload);
        return Packet((byte)(PublishAtLeastOnce | (isRepeat ? DuplicateFlag : 0)), body);
    }

    private static byte[] Packet(byte first, List<byte> body)
    {
        List<byte> packet = [first];
        int rest = body.Count;
        do
        {
            int digit = rest % 128;
            rest /= 128;
            packet.Add((byte)(rest > 0 ? digit | 128 : digit));
        }
        while (rest > 0);

        packet.AddRange(body);
        return [.. packet];
    }

    private static void AddText(List<byte> body, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        AddNumber(body, checked((ushort)bytes.Length));
        body.AddRange(bytes);
    }

    private static void AddNumber(List<byte> body, ushort value)
    {
        Span<byte> two = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(two, value);
        body.AddRange(two);
    }
}
