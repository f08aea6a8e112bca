using ColdChain.Agent.Mqtt.Packets;
using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Agent.Tests.Mqtt;

public sealed class CodecPropertyTests
{
    private static readonly Gen<string> Text =
        from letters in Gen.Elements("a", "Z", "0", "/", " ", "-", "é", "冰箱", "\U0001F9CA").ListOf()
        select string.Concat(letters);

    private static readonly Gen<string> Level = Gen.Elements("a", "fridge-1", "冰箱", "", "0");

    private static readonly Gen<string> Topic =
        from levels in Level.NonEmptyListOf()
        let topic = string.Join('/', levels)
        select topic.Length == 0 ? "t" : topic;

    private static readonly Gen<byte[]> Payload = Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf();

    private static readonly Gen<ushort> PacketId = Gen.Choose(1, ushort.MaxValue).Select(value => (ushort)value);

    private static readonly Gen<DeliveryQuality> Quality = Gen.Elements(
        DeliveryQuality.AtMostOnce, DeliveryQuality.AtLeastOnce, DeliveryQuality.ExactlyOnce);

    private static readonly Gen<bool> Flag = Gen.Elements(true, false);

    [Fact]
    public void Every_packet_comes_back_as_it_was_written() =>
        Prop.ForAll(Packets().ToArbitrary(), packet => Wire.Decode(Wire.Encode(packet)).Packet is { } read && Wire.AreSame(packet, read))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void A_packet_cut_short_waits_and_is_never_another_packet() =>
        Prop.ForAll(Packets().ToArbitrary(), packet => IsUnknownWhenCut(Wire.Encode(packet)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static bool IsUnknownWhenCut(byte[] bytes) =>
        Enumerable.Range(0, bytes.Length).All(length => Wire.Decode(bytes[..length]) is (null, null));

    private static Gen<MqttPacket> Packets() => Gen.OneOf(
        Connects(),
        Publishes(),
        from present in Flag
        from code in Gen.Elements(Enum.GetValues<ConnectReturnCode>())
        select (MqttPacket)new ConnAckPacket(present && code == ConnectReturnCode.Accepted, code),
        from id in PacketId
        from answer in Gen.Elements<MqttPacket>(new PubAckPacket(id), new PubRecPacket(id), new PubRelPacket(id), new PubCompPacket(id))
        select answer,
        from id in PacketId
        from lines in (from topic in Topic from quality in Quality select new Subscription(topic, quality)).NonEmptyListOf()
        select (MqttPacket)new SubscribePacket(id, [.. lines]),
        from id in PacketId
        from granted in (from quality in Quality from refused in Flag select refused ? (DeliveryQuality?)null : quality).NonEmptyListOf()
        select (MqttPacket)new SubAckPacket(id, [.. granted]),
        from id in PacketId
        from filters in Topic.NonEmptyListOf()
        select (MqttPacket)new UnsubscribePacket(id, [.. filters]),
        from id in PacketId select (MqttPacket)new UnsubAckPacket(id),
        Gen.Elements<MqttPacket>(new PingReqPacket(), new PingRespPacket(), new DisconnectPacket()));

    private static Gen<MqttPacket> Publishes() =>
        from topic in Topic
        from payload in Payload
        from quality in Quality
        from id in PacketId
        from redelivery in Flag
        from retained in Flag
        let hasId = quality != DeliveryQuality.AtMostOnce
        select (MqttPacket)new PublishPacket
        {
            Topic = topic,
            Payload = payload,
            Quality = quality,
            PacketId = hasId ? id : (ushort)0,
            IsRedelivery = redelivery && hasId,
            IsRetained = retained,
        };

    private static Gen<MqttPacket> Connects() =>
        from clientId in Text
        from clean in Flag
        from keepAlive in PacketId
        from user in Text
        from password in Payload
        from will in Wills()
        from has in Gen.Choose(0, 3)
        select (MqttPacket)new ConnectPacket
        {
            ClientId = clientId,
            IsCleanSession = clean,
            KeepAliveSeconds = keepAlive,
            UserName = has > 0 ? user : null,
            Password = has > 1 ? password : (ReadOnlyMemory<byte>?)null,
            Will = has % 2 == 0 ? will : null,
        };

    private static Gen<WillMessage> Wills() =>
        from topic in Topic
        from payload in Payload
        from quality in Quality
        from retained in Flag
        select new WillMessage(topic, payload, quality, retained);
}
