using ColdChain.Agent.Mqtt;
using ColdChain.Agent.Mqtt.Codec;
using ColdChain.Agent.Mqtt.Packets;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>Bytes that break the standard are refused with the clause that they break.</summary>
public sealed class CodecRefusalTests
{
    [Theory]
    [InlineData("00 00", "[MQTT 2.2.1]")]
    [InlineData("F0 00", "[MQTT 2.2.1]")]
    [InlineData("C1 00", "[MQTT-2.2.2-2]")]
    [InlineData("80 06 0001 0001 61 00", "[MQTT-2.2.2-2]")]
    [InlineData("C0 01 00", "[MQTT 3.12-3.14]")]
    [InlineData("10 00", "[MQTT 3.1.2]")]
    [InlineData("10 0D 0005 4D51545458 04 02 003C 0001 61", "[MQTT-3.1.2-1]")]
    [InlineData("10 0D 0004 4D515454 05 02 003C 0001 61", "[MQTT-3.1.2-2]")]
    [InlineData("10 0F 0006 4D5149736470 03 02 003C 0001 61", "[MQTT-3.1.2-2]")]
    [InlineData("10 0D 0004 4D515454 04 03 003C 0001 61", "[MQTT-3.1.2-3]")]
    [InlineData("10 0D 0004 4D515454 04 0A 003C 0001 61", "[MQTT-3.1.2-13]")]
    [InlineData("10 0D 0004 4D515454 04 1E 003C 0001 61", "[MQTT-3.1.2-14]")]
    [InlineData("10 0D 0004 4D515454 04 22 003C 0001 61", "[MQTT-3.1.2-15]")]
    [InlineData("10 0D 0004 4D515454 04 42 003C 0001 61", "[MQTT-3.1.2-22]")]
    [InlineData("10 0D 0004 4D515454 04 02 003C 0009 61", "[MQTT 1.5.3]")]
    [InlineData("10 0E 0004 4D515454 04 02 003C 0001 61 00", "[MQTT 3.1.3]")]
    [InlineData("10 0E 0004 4D515454 04 02 003C 0002 C328", "[MQTT-1.5.3-1]")]
    [InlineData("10 0F 0004 4D515454 04 02 003C 0003 EDA080", "[MQTT-1.5.3-1]")]
    [InlineData("10 0D 0004 4D515454 04 02 003C 0001 00", "[MQTT-1.5.3-2]")]
    [InlineData("20 02 01 05", "[MQTT-3.2.2-4]")]
    [InlineData("20 02 00 06", "[MQTT 3.2.2]")]
    [InlineData("20 03 00 00 00", "[MQTT 3.2.1]")]
    [InlineData("36 05 0001 61 0001", "[MQTT-3.3.1-4]")]
    [InlineData("38 03 0001 61", "[MQTT-3.3.1-2]")]
    [InlineData("30 02 0000", "[MQTT-4.7.3-1]")]
    [InlineData("30 03 0001 2B", "[MQTT-3.3.2-2]")]
    [InlineData("32 05 0001 61 0000", "[MQTT-2.3.1-1]")]
    [InlineData("32 03 0001 61", "[MQTT-2.3.1-1]")]
    [InlineData("40 02 0000", "[MQTT-2.3.1-1]")]
    [InlineData("50 02 0000", "[MQTT-2.3.1-1]")]
    [InlineData("60 02 0001", "[MQTT-2.2.2-2]")]
    [InlineData("70 03 0001 00", "[MQTT-2.3.1-1]")]
    [InlineData("82 02 0001", "[MQTT-3.8.3-3]")]
    [InlineData("82 06 0001 0001 61 03", "[MQTT-3.8.3-4]")]
    [InlineData("82 08 0001 0003 61232F 01", "[MQTT-4.7.1-2, MQTT-4.7.1-3]")]
    [InlineData("90 03 0001 03", "[MQTT-3.9.3-2]")]
    [InlineData("A2 02 0001", "[MQTT-3.10.3-2]")]
    public void A_broken_packet_is_refused_and_the_message_ends_with_the_clause(string hex, string clause)
    {
        (MqttPacket? packet, MqttFault? fault) = Wire.Decode(Wire.Bytes(hex));
        Assert.Null(packet);
        Assert.EndsWith($"{clause}.", fault?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_oversized_packet_is_refused_by_its_head_alone()
    {
        (_, MqttFault? fault) = Wire.Decode(Wire.Bytes("30 FF FF FF 7F"));
        Assert.Equal(MqttFaultKind.TooLarge, fault?.Kind);
        Assert.Contains("268435460 bytes", fault?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_length_of_five_bytes_is_no_length() =>
        Assert.EndsWith("[MQTT 2.2.3].", Wire.Decode(Wire.Bytes("30 FF FF FF FF")).Fault?.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("30 FF")]
    [InlineData("30 FF FF FF")]
    public void A_head_that_is_not_whole_waits_for_more_bytes(string hex)
    {
        bool isRead = MqttFrame.TryRead(new(Wire.Bytes(hex)), 1024, out _, out MqttFault? fault);
        Assert.False(isRead);
        Assert.Null(fault);
    }
}
