using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ColdChain.Agent.Probes.Mqtt;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>Settings: every mistake is told at once; the sample is what the code understands and shows what it does.</summary>
public sealed class MqttOptionsTests
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    [Fact]
    public void The_sample_loads_with_unknown_keys_forbidden_and_has_no_mistake()
    {
        Assert.Empty(Listener().Validate("mqttListener"));
        Assert.Empty(Broker().Validate("mqttBroker"));
    }

    [Theory]
    [InlineData("mqtt-listener", typeof(MqttListenerOptions))]
    [InlineData("mqtt-broker", typeof(MqttBrokerOptions))]
    public void The_sample_shows_every_key(string kind, Type options) =>
        Assert.Equal(
            options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
                .Where(key => key != "tls").Order(StringComparer.Ordinal), // Its files are nobody's but the user's: shown in a comment.
            Sample(kind).Select(property => property.Key).Order(StringComparer.Ordinal));

    [Fact]
    public void The_sample_shows_the_defaults_of_the_code()
    {
        AssertDefaults(Listener(), new MqttListenerOptions(), "Users", "Topics", "Profiles", "OutletTopics");
        Assert.Equal(new MqttListenerOptions().OutletTopics, Listener().OutletTopics);
        AssertDefaults(Broker(), new MqttBrokerOptions { Host = "", ClientId = "" }, "Host", "ClientId", "User", "Password", "Topics", "Profiles");
    }

    [Fact]
    public void All_mistakes_of_a_listener_are_told_at_once() => Assert.Equal(
        [
            "l.name: is missing",
            "l.address: 'fridge' is not an IP address of this machine, such as 127.0.0.1, or 0.0.0.0 for all",
            "l.port: 70000 is not between 1 and 65535",
            "l.largestPacketBytes: 10 is not between 1024 and 16777216",
            "l.mostConnections: 0 is not between 1 and 10000",
            "l.mostInFlight: -1 is not between 1 and 10000",
            "l.mostMessagesPerSecond: 0 is not between 1 and 1000000",
            "l.connectTimeout: 00:00:00 is not between 00:00:01 and 00:05:00",
            "l.tls.requireClientCertificate: there is no clientCa to check certificates against",
            "l.tls.certificate: /none.pem is not there",
            "l.outletTopics: 'a/#/b' is not a topic filter, such as coldchain/siren/#",
            "l.users[0]: a user has a name and a password",
            "l.users: the name 'a' is there 2 times",
            "l.topics: there is none, so no message would be understood",
        ],
        new MqttListenerOptions
        {
            Name = " ",
            Address = "fridge",
            Port = 70_000,
            LargestPacketBytes = 10,
            MostConnections = 0,
            MostInFlight = -1,
            MostMessagesPerSecond = 0,
            Tls = new ListenerTlsOptions { Certificate = "/none.pem", Key = "/none.key", RequireClientCertificate = true },
            OutletTopics = ["a/#/b"],
            ConnectTimeout = TimeSpan.Zero,
            Users = [User("a", ""), User("a", "b")],
        }.Validate("l"));

    [Fact]
    public void A_listener_that_nobody_may_use_is_a_mistake() => Assert.Equal(
        ["l.users: nobody could publish; name at least one user, or a tls.clientCa, or set allowAnonymous to true"],
        new MqttListenerOptions { Topics = [Topics.Json] }.Validate("l"));

    [Fact]
    public void All_mistakes_of_a_broker_are_told_at_once() => Assert.Equal(
        [
            "b.host: is missing",
            "b.clientId (its length): 0 is not between 1 and 128",
            "b.password: there is no user for it [MQTT-3.1.2-22]",
            "b.keepAlive: 00:00:04.5000000 is not between 00:00:05 and 00:10:00",
            "b.keepAlive: 00:00:04.5000000 is not whole seconds",
            "b.connectTimeout: 01:00:00 is not between 00:00:01 and 00:05:00",
            "b.tls.ca: /none.pem is not there",
            "b.tls.key: is missing: certificate and key belong together",
            "b.topics[0].topic: 'a/#' ends in '#'; use '+' for each level, so that a rule knows what it reads",
        ],
        new MqttBrokerOptions
        {
            Host = "",
            ClientId = "",
            Password = "x",
            KeepAlive = TimeSpan.FromSeconds(4.5),
            ConnectTimeout = TimeSpan.FromHours(1),
            Tls = new BrokerTlsOptions { Ca = "/none.pem", Certificate = "/none.pem" },
            Topics = [new MqttTopicOptions { Topic = "a/#", Sensor = "a" }],
        }.Validate("b"));

    [Theory]
    [InlineData("a+/b", "x", ".topic: 'a+/b' is not a topic")]
    [InlineData("", "x", ".topic: '' is not a topic")]
    [InlineData("a/+", "gaochuan/x", ".sensor: 'gaochuan/x' does not name every '+' of the topic 'a/+'")]
    [InlineData("a/+", "gaochuan/{1}/{2}", ".sensor: 'gaochuan/{1}/{2}' names more wildcards than the 1 of the topic 'a/+'")]
    [InlineData("a", "Gaochuan", ".sensor: 'Gaochuan' is not a sensor id such as")]
    public void A_rule_that_names_no_sensor_is_a_mistake(string topic, string sensor, string mistake) =>
        Assert.StartsWith(
            "t" + mistake, Assert.Single(new MqttTopicOptions { Topic = topic, Sensor = sensor }.Validate("t")), StringComparison.Ordinal);

    [Fact]
    public void Every_mistake_about_a_payload_is_told() => Assert.Equal(
        ["t.format", "t.temperature", "t.time", "t.unit", "t.probe"],
        new MqttTopicOptions
        {
            Topic = "a",
            Sensor = "a",
            Format = "xml",
            Temperature = "a..b",
            Time = ".",
            Unit = "K",
            Probe = "pt100",
        }.Validate("t").Select(mistake => mistake.Split(':')[0]));

    [Fact]
    public void A_bare_number_has_no_time_in_it() => Assert.StartsWith(
        "t.time: a payload of format \"number\" has no time",
        Assert.Single(new MqttTopicOptions { Topic = "a", Sensor = "a", Format = "number", Time = "time" }.Validate("t")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("coldchain/fridge-1/top/reading", """{"temperature": 4.37, "time": "2026-05-01T08:00:00+08:00"}""", "gaochuan/fridge-1/top 4.370")]
    [InlineData("fridge-2/sensor/probe/state", "4.37", "gaochuan/fridge-2/probe 4.370")]
    public void What_the_readme_publishes_is_understood_by_the_sample(string topic, string payload, string reading)
    {
        DecodedMessage decoded = new PayloadDecoder(Listener().Topics).Decode(
            topic, System.Text.Encoding.UTF8.GetBytes(payload), Core.Time.Instant.FromUnixMilliseconds(1_777_593_600_000));
        Assert.Equal(reading, decoded.Readings.Select(one => $"{one.Sensor} {one.Value}").Single());
    }

    private static void AssertDefaults<T>(T sample, T defaults, params string[] chosenByTheUser)
    {
        foreach (PropertyInfo property in typeof(T).GetProperties().Where(one => !chosenByTheUser.Contains(one.Name)))
        {
            Assert.True(
                Equals(property.GetValue(sample), property.GetValue(defaults)), $"{property.Name} in the sample is not the default");
        }
    }

    private static MqttUserOptions User(string name, string password) => new() { Name = name, Password = password };

    private static MqttListenerOptions Listener() => Sample("mqtt-listener").Deserialize<MqttListenerOptions>(Strict)!;

    private static MqttBrokerOptions Broker() => Sample("mqtt-broker").Deserialize<MqttBrokerOptions>(Strict)!;

    /// <summary>An entry of the sample, without the key that chooses the kind.</summary>
    private static JsonObject Sample(string kind)
    {
        JsonNode sample = JsonNode.Parse(
            File.ReadAllText(Repository.Path("src", "ColdChain.Agent", "Probes", "Mqtt", "sample.json")),
            documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!;
        JsonObject entry = sample["sources"]!.AsArray().Single(one => (string?)one!["kind"] == kind)!.AsObject();
        entry.Remove("kind");
        return entry;
    }
}
