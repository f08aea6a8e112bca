using FirmwareSim.Mqtt;
using FirmwareSim.Physics;

namespace FirmwareSim.Tests.Mqtt;

public sealed class MqttCodecTests
{
    [Fact]
    public void Connect_is_written_as_the_standard_lays_it_out() => Assert.Equal(
        "1015" + "00044D515454" + "04C0003C" + "000163" + "00027575" + "00027070",
        Convert.ToHexString(MqttWriter.Connect(new ConnectOptions("c", CleanSession: false, 60, "uu", "pp"))));

    [Fact]
    public void A_repeated_publish_differs_by_its_flag_alone()
    {
        byte[] first = MqttWriter.Publish("a/b", 10, "x"u8, isRepeat: false);
        byte[] again = MqttWriter.Publish("a/b", 10, "x"u8, isRepeat: true);

        Assert.Equal("32080003612F62000A78", Convert.ToHexString(first));
        Assert.Equal("3A080003612F62000A78", Convert.ToHexString(again));
    }

    [Fact]
    public void A_long_payload_takes_a_second_byte_of_length()
    {
        byte[] packet = MqttWriter.Publish("t", 1, new byte[200], isRepeat: false);

        // 3 of topic, 2 of packet id, 200 of payload: 205 = 1 * 128 + 77.
        Assert.Equal([0x32, 128 | 77, 1], packet[..3]);
        Assert.Equal(3 + 205, packet.Length);
    }

    [Fact]
    public void Answers_are_found_however_the_bytes_arrive()
    {
        byte[] bytes = [0x20, 2, 1, 0, 0x40, 2, 0x12, 0x34, 0xD0, 0];
        MqttAnswerReader reader = new();
        List<MqttAnswer> answers = [];
        foreach (byte value in bytes)
        {
            answers.AddRange(reader.Feed([value]));
        }

        Assert.Equal(
            [new MqttAnswer.Connected(true, 0), new MqttAnswer.Acknowledged(0x1234), new MqttAnswer.Pong()], answers);
    }

    [Theory]
    [InlineData("30")]
    [InlineData("2003")]
    [InlineData("200202")]
    [InlineData("4003")]
    [InlineData("D001")]
    public void What_no_publisher_is_sent_is_nonsense(string hex) =>
        Assert.IsType<MqttAnswer.Nonsense>(Assert.Single(new MqttAnswerReader().Feed(Convert.FromHexString(hex))));

    [Fact]
    public void A_hundred_thousand_random_strings_make_the_reader_neither_throw_nor_hang()
    {
        SeededRandom random = new(3);
        byte[] bytes = new byte[12];
        int nonsense = 0;
        for (int i = 0; i < 100_000; i++)
        {
            MqttAnswerReader reader = new();
            random.Fill(bytes);
            bytes[0] = random.NextBelow(2) == 0 ? (byte)0x40 : bytes[0];
            nonsense += reader.Feed(bytes).OfType<MqttAnswer.Nonsense>().Count();
        }

        Assert.InRange(nonsense, 90_000, 100_000);
    }

    [Theory]
    [InlineData(4_370, "{\"temperature\":4.37}")]
    [InlineData(-300, "{\"temperature\":-0.30}")]
    [InlineData(12_345, "{\"temperature\":12.345}")]
    public void A_sensor_without_a_clock_sends_the_temperature_alone(int milliCelsius, string expected) =>
        Assert.Equal(expected, SensorPayload.Compose(milliCelsius, null));

    [Fact]
    public void A_sensor_with_a_clock_sends_utc() => Assert.Equal(
        "{\"temperature\":4.37,\"time\":\"2026-11-22T07:00:00Z\"}",
        SensorPayload.Compose(4_370, new DateTimeOffset(2026, 11, 22, 15, 0, 0, TimeSpan.FromHours(8))));
}
