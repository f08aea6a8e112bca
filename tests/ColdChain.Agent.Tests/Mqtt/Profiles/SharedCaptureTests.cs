using System.Text.Json;
using System.Text.Json.Nodes;
using ColdChain.Agent.Decoding;
using ColdChain.Agent.Probes.Mqtt.Profiles;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Mqtt.Profiles;

/// <summary>Messages that real devices sent, where they are at hand beside the repository; never copied into it.</summary>
public sealed class SharedCaptureTests
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Repository.Root, "../shared/data"));

    [Theory]
    [InlineData("zigbee2mqtt", "zigbee2mqtt.json", "FRIENDLY_NAME 27.340 -; Temperatur Wohnung 21.580 -; livingroom_sensor_weather 30.460 -; livingroom_sensor_weather 30.460 -; livingroom_sensor_weather 30.460 -")]
    [InlineData("tasmota", "tasmota.json", "%topic%/DS18B20 49.700 -")]
    [InlineData("esphome", "esphome.json", "weather-sensor/temperature 20.700 -; weather-sensor/temperature ProbeMissing -")]
    [InlineData("shelly-gen2", "shelly_gen2.json", "shellyplusht-b8d61a8b17cc/temperature:0 19.800 2023-04-08T14:07:59.620Z; <shelly-id>/temperature:0 19.800 2023-04-08T14:07:59.620Z")]
    [InlineData("ttn-v3", "ttn_v3.json", "lht65-4c84 13.180 2021-11-11T08:33:35.136Z; dev1 1.000 2020-02-12T15:15:46.014Z")]
    [InlineData("chirpstack-v4", "chirpstack_v4.json", "a840419edb62011c 22.930 2026-08-27T14:39:44.530Z")]
    [InlineData("dragino-lht65", "chirpstack_v4.json", "a840419edb62011c 22.930 2026-08-27T14:39:44.530Z; <DEV_EUI> ProbeMissing -")]
    [InlineData("dragino-lht65", "ttn_v3.json", "lht65-4c84 13.180 2021-11-11T08:33:35.136Z")]
    [InlineData("ruuvi-gateway", "ruuvi_gateway.json", "C6:A5:B9:E0:AD:06 25.320 2022-05-27T06:46:26.000Z; E3:75:CF:37:4E:23 26.030 2022-05-27T06:46:26.000Z")]
    [InlineData("tuya", "tuya.json", "(cloud data point / local dps) 21.500 -")]
    [InlineData("sparkplug-b", "sparkplug_b_logical.json", "group1/eon1/device1/Device/Temperature 72.500 -")]
    public void A_capture_decodes_to_its_readings_and_faults(string profile, string file, string expected) =>
        Assert.Equal(expected, string.Join("; ", Decode(profile, Path.Combine(Folder, "mqtt", file)).Lines.Select(Shown)));

    [Fact]
    public void Announcements_are_followed_and_other_quantities_passed_over()
    {
        IMessageReader reader = MessageReaders.Create(Profiles.Named("home-assistant"), ProfileUse.Plain);
        foreach (IncomingMessage message in Messages(Path.Combine(Folder, "mqtt", "homeassistant_discovery.json")))
        {
            Assert.Empty(reader.Read(message)!.Refused);
        }

        Assert.Equal(["zigbee2mqtt/0x00158d0002fb4cda"], reader.FollowedTopics);
        FoundReading reading = Assert.Single(reader.Read(
            new IncomingMessage("zigbee2mqtt/0x00158d0002fb4cda", """{"temperature":21.4}"""u8.ToArray(), null))!.Readings);
        Assert.Equal("0x00158d0002fb4cda_temperature_zigbee2mqtt", reading.Names[0]);
    }

    [Fact]
    public void The_bytes_of_an_lht65_give_what_the_makers_decoder_gives()
    {
        string path = Path.Combine(Folder, "mqtt", "lht65_binary_vectors.json");
        Assert.SkipUnless(File.Exists(path), $"the captured messages are not at hand ({path})");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        foreach (JsonElement vector in document.RootElement.GetProperty("vectors").EnumerateArray())
        {
            byte[] payload = System.Text.Encoding.ASCII.GetBytes(
                vector.TryGetProperty("hex", out JsonElement hex) ? hex.GetString()! : vector.GetProperty("base64").GetString()!);
            DecodedLine line = Assert.Single(MessageDecoding.Decode(
                MessageReaders.Create(Profiles.Named("dragino-lht65"), ProfileUse.Plain), [new IncomingMessage("e", payload, null)]).Lines);
            JsonElement expect = vector.GetProperty("expect");
            Assert.Equal(expect.GetProperty("TempC_DS").GetDecimal() * 1000, line.Celsius!.Value.MilliCelsius);
            Assert.Equal(expect.GetProperty("TempC_SHT").GetDecimal(), (decimal)line.Further["roomCelsius"]!);
            Assert.Equal(expect.GetProperty("BatV").GetDecimal() * 1000, (decimal)line.Further["batteryMilliVolts"]!);
        }
    }

    [Fact]
    public void A_ruuvi_tag_has_what_its_maker_says_it_has()
    {
        DecodedLine line = Decode("ruuvi-gateway", Path.Combine(Folder, "mqtt", "ruuvi_gateway.json")).Lines[0];
        Assert.Equal((55.73m, 101148m, 2971m), (Number("humidityPercent"), Number("pressurePa"), Number("batteryMilliVolts")));
        Assert.Equal((244m, 7228m, -71m), (Number("movements"), Number("sequence"), Number("signalDbm")));

        decimal Number(string name) => (decimal)line.Further[name]!;
    }

    [Fact]
    public void A_transmission_of_a_who_qualified_system_is_read_with_its_health()
    {
        string path = Path.Combine(Folder, "who_ems", "valid_transmission.json");
        Assert.SkipUnless(File.Exists(path), $"the captured messages are not at hand ({path})");
        DecodedLine line = Assert.Single(MessageDecoding.Run(new DecodeRequest.OfMessage("cce-interop", "ems/1", path)).Lines);
        Assert.Equal("EMD-SerialNum/TVC 3.200 2020-01-15T04:05:54.000Z", Shown(line));
        Assert.Equal(("HEAT", 14.3m), ((string)line.Further["alarm"]!, (decimal)line.Further["batteryDays"]!));
    }

    private static DecodedReport Decode(string profile, string path) =>
        MessageDecoding.Decode(MessageReaders.Create(Profiles.Named(profile), ProfileUse.Plain), Messages(path));

    private static IReadOnlyList<IncomingMessage> Messages(string path)
    {
        Assert.SkipUnless(File.Exists(path), $"the captured messages are not at hand ({path})");
        return MessageList.TryRead(File.ReadAllBytes(path))!;
    }

    private static string Shown(DecodedLine line) => $"{line.Sensor} {line.Fault ?? line.Celsius.ToString()} {line.At?.ToString() ?? "-"}";
}
