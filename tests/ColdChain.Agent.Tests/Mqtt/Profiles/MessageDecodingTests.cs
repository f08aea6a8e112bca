using ColdChain.Agent.Commands;
using ColdChain.Agent.Decoding;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Mqtt.Profiles;

/// <summary>'decode --profile NAME --topic T --payload PATH' as a person uses it.</summary>
public sealed class MessageDecodingTests
{
    [Fact]
    public async Task A_message_prints_its_reading_and_the_summary() => Assert.Equal(
        (0, """
            {"sensor":"Fridge 3","at":"2026-05-01T00:00:00.000Z","celsius":4.37,"fault":null,"source":"live","batteryPercent":97}
            {"summary":{"readings":1,"faults":0,"rejected":[],"signature":"absent"}}

            """),
        await DecodeAsync("zigbee2mqtt", "zigbee2mqtt/Fridge 3", """{"temperature":4.37,"battery":97,"last_seen":"2026-05-01T00:00:00Z"}"""));

    [Theory]
    [InlineData("zigbee2mqtt", "zigbee2mqtt/f", "hello", "\"where\":\"payload\"")]
    [InlineData("zigbee2mqtt", "else/f", "{}", "\"where\":\"topic\"")]
    [InlineData("zigbee", "f", "{}", "\"where\":\"profile\"")]
    [InlineData("zigbee2mqtt", "zigbee2mqtt/f", """{"battery":97}""", "\"readings\":0,\"faults\":0,\"rejected\":[]")]
    public async Task Where_nothing_is_decoded_the_exit_code_says_so(string profile, string topic, string payload, string says)
    {
        (int code, string output) = await DecodeAsync(profile, topic, payload);
        Assert.Equal(1, code);
        Assert.Contains(says, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_is_decoded_too()
    {
        (int code, string output) = await DecodeAsync("generic-json", "f", """{"temperature":-127}""");
        Assert.Equal(0, code);
        Assert.StartsWith("""{"sensor":"f","at":null,"celsius":null,"fault":"Sentinel","source":"live","detail":"-127 is listed""", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_messages_is_read_one_after_the_other()
    {
        (int code, string output) = await DecodeAsync("home-assistant", "-", """
            [{ "topic": "homeassistant/sensor/a/config", "payload": { "dev_cla": "temperature", "stat_t": "a/t", "uniq_id": "a" } },
             { "topic": "a/t", "payload": "4.4" }]
            """);
        Assert.Equal(0, code);
        Assert.StartsWith("""{"sensor":"a","at":null,"celsius":4.4,""", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payload_that_is_not_there_is_told()
    {
        using StringWriter output = new();
        int code = await new AgentCommand(output, output, TimeProvider.System).RunAsync(
            ["decode", "--profile", "generic-json", "--topic", "f", "--payload", "/there/is/no/file"], TestContext.Current.CancellationToken);
        Assert.Equal(1, code);
        Assert.Contains("cannot be read", output.ToString(), StringComparison.Ordinal);
    }

    [Fact] // Two readers of one standard: by MQTT and as a file the same record is the same reading.
    public void A_who_transmission_is_the_same_by_mqtt_and_as_a_file()
    {
        using TemporaryDirectory folder = new();
        MqttSample sample = MqttSample.All().First(one => one.Profile == "cce-interop");
        File.WriteAllBytes(folder.Path("t.json"), sample.Messages[0].Payload.ToArray());
        DecodedReport byMqtt = MessageDecoding.Run(new DecodeRequest.OfMessage("cce-interop", "t", folder.Path("t.json")));
        DecodedReport asFile = FileDecoding.Run(new DecodeRequest.OfFile(folder.Path("t.json"), null));
        Assert.Equal(4, byMqtt.Lines.Count);
        Assert.Equal(asFile.Lines.Select(Shown), byMqtt.Lines.Select(Shown));

        static (string, string?, string?, DecodedSource) Shown(DecodedLine line) => (line.Sensor, line.At?.ToString(), line.Celsius?.ToString(), line.Source);
    }

    private static async Task<(int Code, string Output)> DecodeAsync(string profile, string topic, string payload)
    {
        using TemporaryDirectory folder = new();
        await File.WriteAllTextAsync(folder.Path("payload"), payload);
        using StringWriter output = new();
        int code = await new AgentCommand(output, output, TimeProvider.System).RunAsync(
            ["decode", "--profile", profile, "--topic", topic, "--payload", folder.Path("payload")], TestContext.Current.CancellationToken);
        return (code, output.ToString());
    }
}
