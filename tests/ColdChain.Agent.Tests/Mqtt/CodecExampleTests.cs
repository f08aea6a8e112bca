using System.Text;
using ColdChain.Agent.Mqtt.Packets;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>Packets byte by byte, laid out by hand from the tables of MQTT 3.1.1.</summary>
public sealed class CodecExampleTests
{
    public static TheoryData<string, string> Examples => new()
    {
        { "connect", "10 10 0004 4D515454 04 02 003C 0004 66726467" },
        { "connect with everything", "10 20 0004 4D515454 04 EC 000A 0002 6631 0003 612F62 0002 6F66 0003 6E616D 0002 7077" },
        { "connack", "20 02 01 00" },
        { "connack refusing", "20 02 00 04" },
        { "publish qos 0", "30 07 0003 742F31 342E" },
        { "publish qos 1 again", "3A 08 0003 742F31 000A 34" },
        { "publish qos 1 retained, empty", "33 07 0003 742F31 FFFF" },
        { "publish qos 2", "34 08 0003 742F31 000A 34" },
        { "puback", "40 02 1234" },
        { "pubrec", "50 02 1234" },
        { "pubrel", "62 02 1234" },
        { "pubcomp", "70 02 1234" },
        { "subscribe", "82 0E 0001 0003 612F2B 01 0003 622F23 00" },
        { "suback", "90 04 0001 01 80" },
        { "unsubscribe", "A2 07 0002 0003 612F62" },
        { "unsuback", "B0 02 0002" },
        { "pingreq", "C0 00" },
        { "pingresp", "D0 00" },
        { "disconnect", "E0 00" },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void Each_packet_reads_and_writes_as_the_standard_draws_it(string name, string hex)
    {
        byte[] bytes = Wire.Bytes(hex);
        (MqttPacket? packet, _) = Wire.Decode(bytes);
        Assert.True(packet is not null && Wire.AreSame(PacketNamed(name), packet), $"{name}: {packet}");
        Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(Wire.Encode(PacketNamed(name))));
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(127, 2)]
    [InlineData(128, 3)]
    [InlineData(16_383, 3)]
    [InlineData(16_384, 4)]
    [InlineData(2_097_151, 4)]
    [InlineData(2_097_152, 5)]
    public void The_remaining_length_takes_one_to_four_bytes(int body, int headBytes)
    {
        int payload = body - "\0\x01t".Length;
        PublishPacket packet = new() { Topic = "t", Payload = new byte[payload], Quality = DeliveryQuality.AtMostOnce };
        byte[] bytes = Wire.Encode(packet);
        Assert.Equal(body + headBytes, bytes.Length);
        (MqttPacket? read, _) = Wire.Decode(bytes, largest: 4_000_000);
        Assert.Equal(payload, Assert.IsType<PublishPacket>(read).Payload.Length);
    }

    [Fact]
    public void A_password_is_in_no_text_of_a_packet() =>
        Assert.DoesNotContain("nam", PacketNamed("connect with everything").ToString(), StringComparison.Ordinal);

    private static MqttPacket PacketNamed(string name) => name switch
    {
        "connect" => new ConnectPacket { ClientId = "frdg", IsCleanSession = true, KeepAliveSeconds = 60 },
        "connect with everything" => new ConnectPacket
        {
            ClientId = "f1",
            IsCleanSession = false,
            KeepAliveSeconds = 10,
            UserName = "nam",
            Password = "pw"u8.ToArray(),
            Will = new WillMessage("a/b", "of"u8.ToArray(), DeliveryQuality.AtLeastOnce, IsRetained: true),
        },
        "connack" => new ConnAckPacket(true, ConnectReturnCode.Accepted),
        "connack refusing" => new ConnAckPacket(false, ConnectReturnCode.BadUserNameOrPassword),
        "publish qos 0" => Publish("4.", DeliveryQuality.AtMostOnce, id: 0),
        "publish qos 1 again" => Publish("4", DeliveryQuality.AtLeastOnce, id: 10) with { IsRedelivery = true },
        "publish qos 1 retained, empty" => Publish("", DeliveryQuality.AtLeastOnce, id: 65_535) with { IsRetained = true },
        "publish qos 2" => Publish("4", DeliveryQuality.ExactlyOnce, id: 10),
        "pubrec" => new PubRecPacket(0x1234),
        "pubrel" => new PubRelPacket(0x1234),
        "pubcomp" => new PubCompPacket(0x1234),
        "puback" => new PubAckPacket(0x1234),
        "subscribe" => new SubscribePacket(1, [new("a/+", DeliveryQuality.AtLeastOnce), new("b/#", DeliveryQuality.AtMostOnce)]),
        "suback" => new SubAckPacket(1, [DeliveryQuality.AtLeastOnce, null]),
        "unsubscribe" => new UnsubscribePacket(2, ["a/b"]),
        "unsuback" => new UnsubAckPacket(2),
        "pingreq" => new PingReqPacket(),
        "pingresp" => new PingRespPacket(),
        _ => new DisconnectPacket(),
    };

    private static PublishPacket Publish(string payload, DeliveryQuality quality, ushort id) =>
        new() { Topic = "t/1", Payload = Encoding.UTF8.GetBytes(payload), Quality = quality, PacketId = id };
}
