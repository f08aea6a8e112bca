using ColdChain.Agent.Configuration;
using ColdChain.Agent.Probes.Mqtt;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Mqtt.Profiles;

/// <summary>Whoever writes a profile hears everything that is wrong with it at once, with its place.</summary>
public sealed class ProfileMistakeTests
{
    [Fact]
    public void All_mistakes_of_a_profile_are_told_at_once() => Assert.Equal(
        [
            "mine.json: topics: \"a/{b\" is not a topic: levels joined by '/', {name} for one level, {name*} for one or more, once",
            "mine.json: each: \"a..b\" is not a path with '*', such as data.*.records.*",
            "mine.json: bytes.step: \"lht99\" is not allowed: one of dragino-lht65, json, ruuvi-df5, sparkplug-b",
            "mine.json: bytes.path: is missing: where the bytes are in the JSON",
            "mine.json: values[0].temperature: \"x.\" is not a path: names joined by dots, ['a name'], [0], at the beginning ^ or @; '*' belongs into each",
            "mine.json: values[0].temperature: is missing: where the temperature is, such as DS18B20.Temperature",
            "mine.json: values[0].scale: 0 is not allowed: every reading would be 0",
            "mine.json: values[0].sentinals: unknown key; known here: expected, names, probe, scale, sentinels, temperature, unit, when",
            "mine.json: health.batt%: is not a name of a field: letters and digits, its unit at the end, such as batteryPercent",
            "mine.json: copies.within: \"01:00:00\" is not allowed: a duration hh:mm:ss from 00:00:00 to 00:00:10",
        ],
        Profiles.MistakesOf("""
            { "name": "mine", "kind": "mqtt", "topics": "a/{b", "each": "a..b", "bytes": { "step": "lht99" },
              "values": [{ "temperature": "x.", "scale": 0, "sentinals": [85] }],
              "health": { "batt%": "battery" }, "copies": { "within": "01:00:00" } }
            """));

    [Theory]
    [InlineData("""{ "name": "m", "kind": "mqtt" }""", "values: is missing")]
    [InlineData("""{ "name": "m", "kind": "mqtt", "valeus": [] , "values": [{ "temperature": "t" }] }""", "valeus: unknown key")]
    [InlineData("""{ "name": "m", "kind": "mqtt", "like": "nobody" }""", "like: \"nobody\" is no MQTT profile")]
    [InlineData("""{ "name": "m", "kind": "mqtt", "messages": [] }""", "messages: a list of objects")]
    [InlineData("""{ "name": "m", "kind": "mqtt", "messages": [{ "values": [{ "temperature": "t" }], "colour": 1 }] }""", "messages[0].colour: unknown key")]
    [InlineData("""{ "name": "m", "kind": "mqtt", "values": [{ "temperature": "a", "names": "x" }, { "temperature": "b", "names": "x" }] }""", "two probes need two names")]
    [InlineData("""{ "name": "m", "kind": "mqtt", "values": [{ "temperature": "t" }], "unit": "K2" }""", "unit: \"K2\" is not allowed: one of C, F, K")]
    [InlineData("""{ "name": "m", "kind": "mqtt", "values": [{ "temperature": "t" }], "time": {} }""", "time.path: is missing")]
    [InlineData("""{ "name": "m", "kind": "mqtt", "values": [{ "temperature": "t", "names": "{a" }] }""", "\"{a\" is not a name")]
    [InlineData("""{ "name": "m", "kind": "ascii-line" }""", "does not speak MQTT")]
    public void A_mistake_is_told_in_words(string profile, string says) =>
        Assert.Contains(Profiles.MistakesOf(profile), mistake => mistake.Contains(says, StringComparison.Ordinal));

    [Fact]
    public void All_mistakes_of_all_profiles_of_the_folder_are_listed_by_check_config()
    {
        using TemporaryDirectory folder = new();
        Directory.CreateDirectory(folder.Path("profiles"));
        File.WriteAllText(folder.Path("profiles/a.json"), """{ "name": "a", "kind": "mqtt", "values": [{ "temperature": "t..", "scale": 0 }] }""");
        File.WriteAllText(folder.Path("profiles/b.json"), """{ "name": "b", "kind": "mqtt" }""");
        File.WriteAllText(folder.Path("profiles/c.json"), "{");
        File.WriteAllText(folder.Path("agent.json"), Configuration(""" "deviceProfiles": "profiles", """, """{ "profile": "generic-json", "topic": "x/{sensor}" }"""));
        string[] told = [.. Assert.IsType<SettingsOutcome.Refused>(SettingsFile.Read(folder.Path("agent.json"))).Mistakes.Select(mistake => mistake.ToString())];
        Assert.All(
            ["a.json: values[0].temperature", "a.json: values[0].scale", "b.json: values: is missing", "c.json is not JSON"],
            says => Assert.Contains(told, mistake => mistake.Contains(says, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_profile_of_the_folder_is_used_by_its_name()
    {
        using TemporaryDirectory folder = new();
        Directory.CreateDirectory(folder.Path("profiles"));
        File.WriteAllText(folder.Path("profiles/mine.json"), """{ "name": "mine", "kind": "mqtt", "topics": "mine/{sensor}", "values": [{ "temperature": "t" }] }""");
        File.WriteAllText(folder.Path("agent.json"), Configuration(""" "deviceProfiles": "profiles", """, """{ "profile": "mine", "sensors": { "f": "g/f/top" } }"""));
        AgentSettings settings = Assert.IsType<SettingsOutcome.Read>(SettingsFile.Read(folder.Path("agent.json"))).Settings;
        MqttListenerOptions listener = Assert.IsType<SourceSettings.MqttListener>(Assert.Single(settings.Sources)).Options;
        Assert.Equal(["mine/+"], Assert.Single(listener.Profiles).Filters());
    }

    [Fact]
    public void All_mistakes_about_the_use_of_a_profile_are_told() => Assert.Equal(
        [
            "p.topic: is missing: the profile 'generic-json' has no topics of its own; give one such as fridges/{sensor}",
            "p.timeZone: 'China' is not a time zone of this machine; give an IANA name such as Asia/Shanghai",
            "p.unit: 'K' is neither \"C\" nor \"F\"",
            "p.sensors: \"Fridge 3\": 'Fridge 3', \"x\": '' are no sensor ids such as gaochuan/fridge-3/top: a-z, 0-9, '-', '_', '.' between '/'",
        ],
        new MqttProfileOptions
        {
            Profile = "generic-json",
            TimeZone = "China",
            Unit = "K",
            Sensors = new Dictionary<string, string> { ["Fridge 3"] = "Fridge 3", ["x"] = "" },
        }.Validate("p"));

    [Fact]
    public void A_profile_that_nobody_knows_is_a_mistake() => Assert.StartsWith(
        "p.profile: there is no profile 'zigbee'; there are cce-interop, ",
        Assert.Single(new MqttProfileOptions { Profile = "zigbee" }.Validate("p")), StringComparison.Ordinal);

    private static string Configuration(string further, string profile) =>
        $$"""
        { "agent": { "id": "gw", "dataDirectory": "data" }, "server": { "url": "https://localhost", "key": "k" }, {{further}}
          "sources": [{ "kind": "mqtt-listener", "allowAnonymous": true, "profiles": [{{profile}}] }] }
        """;
}
