using ColdChain.Agent.Mqtt;
using ColdChain.Agent.Mqtt.Listening;
using ColdChain.Agent.Mqtt.Packets;
using ColdChain.Agent.Mqtt.Securing;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>The listener against clients that other people wrote: mosquitto_pub, paho for Python, MQTT.js.</summary>
public sealed class RealClientTests
{
    private const string Python = "/usr/bin/python3";
    private const string Node = "/usr/bin/node";

    /// <summary>Publishes with each quality over one connection, then hears a siren's state; prints what happened.</summary>
    private const string Paho = """
        import sys, paho.mqtt.client as mqtt
        client = mqtt.Client("paho", clean_session=False)
        client.username_pw_set("fridges", "pw")
        client.will_set("tele/paho/LWT", "Offline", qos=1, retain=True)
        if len(sys.argv) > 2: client.tls_set(ca_certs=sys.argv[2])
        def heard(client, _, message):
            print("heard", message.topic, message.payload.decode(), message.retain, flush=True)
            client.disconnect()
        acknowledged = []
        def published(client, _, id):
            print("published", flush=True)
            acknowledged.append(id)
            if len(acknowledged) == 3: client.subscribe("coldchain/siren/#", qos=1)
        def connected(client, _, flags, code):
            print("connected", code, flush=True)
            for quality in 0, 1, 2: client.publish("t/1", "4.%d" % quality, qos=quality)
        client.on_message, client.on_publish, client.on_connect = heard, published, connected
        client.connect("localhost", int(sys.argv[1]), keepalive=5)
        client.loop_forever()
        """;

    private const string MqttJs = """
        const mqtt = require(process.argv[1]);
        const client = mqtt.connect({ host: 'localhost', port: Number(process.argv[2]), clientId: 'mqttjs', username: 'fridges',
          password: 'pw', reconnectPeriod: 0, keepalive: 5, protocolVersion: 4,
          ...(process.argv[3] ? { protocol: 'mqtts', ca: require('fs').readFileSync(process.argv[3]) } : {}) });
        client.on('message', (topic, payload, packet) => { console.log('heard', topic, payload.toString(), packet.retain ? 1 : 0); client.end(); });
        client.on('error', error => { console.log('error', error.message); process.exit(1); });
        client.on('connect', async () => {
          console.log('connected');
          for (const qos of [0, 1, 2]) { await client.publishAsync('t/1', '4.' + qos, { qos }); console.log('published'); }
          await client.subscribeAsync('coldchain/siren/#', { qos: 1 });
        });
        """;

    private static string MqttJsFolder => Repository.Path("artifacts", "mqtt-js", "node_modules", "mqtt");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("2")]
    public async Task Mosquitto_pub_publishes_with_each_quality(string quality)
    {
        Mosquitto.IsNeeded();
        await using RunningListener listener = new(Settings);
        Task publishing = Mosquitto.PublishAsync(
            listener.EndPoint.Port, "t/1", "4", "-q", quality, "-u", "fridges", "-P", "pw", "-i", "m", "--will-topic", "w", "--will-payload", "gone");
        Assert.Equal(quality, $"{(int)(await listener.TakeAndAcknowledgeAsync()).Message.Quality}");
        await publishing;
    }

    [Theory]
    [InlineData("mqttv31", "asks for MQTT 3.1")]
    [InlineData("mqttv5", "asks for MQTT 5")]
    public async Task Mosquitto_pub_of_another_protocol_understands_the_refusal(string version, string told)
    {
        Mosquitto.IsNeeded();
        await using RunningListener listener = new(Settings);
        await using ProgramUnderTest publisher = ProgramUnderTest.Start(
            "/usr/bin/mosquitto_pub", ["-p", $"{listener.EndPoint.Port}", "-V", version, "-t", "t/1", "-m", "4", "-i", "m"]);
        Assert.NotEqual(0, await publisher.WaitForExitAsync(TimeSpan.FromSeconds(20), Token));
        Assert.Contains("rotocol", publisher.Tail(3), StringComparison.Ordinal); // "unacceptable protocol version", "Unsupported Protocol Version"
        Assert.True(listener.Log.Has(told));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Paho_publishes_with_each_quality_and_hears_a_siren(bool isOverTls)
    {
        Assert.SkipUnless(File.Exists("/usr/lib/python3/dist-packages/paho/mqtt/client.py"), "python3-paho-mqtt is not installed (apt-get install python3-paho-mqtt)");
        await TalkAsync(Python, ["-c", Paho], isOverTls, "connected 0");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Mqtt_js_publishes_with_each_quality_and_hears_a_siren(bool isOverTls)
    {
        Assert.SkipUnless(File.Exists(Node) && Directory.Exists(MqttJsFolder), "MQTT.js is not there (run-tests.sh installs it where node is)");
        await TalkAsync(Node, ["-e", MqttJs, MqttJsFolder], isOverTls, "connected");
    }

    private static async Task TalkAsync(string program, string[] arguments, bool isOverTls, string greeting)
    {
        using TestCertificates clinic = new();
        (string certificate, string key) = clinic.Server();
        await using RunningListener listener = new(
            isOverTls ? Settings with { Tls = new ListenerTlsSettings(certificate, key, null, false) } : Settings);
        listener.Outlet.Publish("coldchain/siren/room", "on"u8.ToArray());
        string[] more = isOverTls ? [$"{listener.EndPoint.Port}", clinic.Authority] : [$"{listener.EndPoint.Port}"];
        await using ProgramUnderTest client = ProgramUnderTest.Start(program, [.. arguments, .. more]);
        foreach (DeliveryQuality quality in Enum.GetValues<DeliveryQuality>())
        {
            Assert.Equal(quality, (await listener.TakeAndAcknowledgeAsync()).Message.Quality);
        }

        Assert.True(await client.WaitForExitAsync(TimeSpan.FromSeconds(30), Token) == 0, client.Tail(10));
        Assert.Contains(greeting, client.Lines);
        Assert.Contains("heard coldchain/siren/room on 1", client.Lines);
        Assert.Equal(3, client.Lines.Count(line => line == "published"));
        Assert.DoesNotContain(listener.Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    private static MqttListenerSettings Settings { get; } =
        new() { EndPoint = RunningListener.Anywhere, Users = [new MqttUser("fridges", "pw")] };
}
