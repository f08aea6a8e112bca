using System.Text.RegularExpressions;
using ColdChain.Agent.Configuration;
using ColdChain.Agent.Forwarding;
using ColdChain.Agent.LocalAlarm;
using ColdChain.Agent.Probes.Files;
using ColdChain.Agent.Probes.Power;
using ColdChain.Agent.Probes.Serial;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Configuration;

public sealed partial class SettingsFileTests
{
    private static readonly string Cases = Path.Combine(Repository.Root, "tests/ColdChain.Agent.Tests/Configuration/Cases");
    private static readonly string Sample = Path.Combine(Repository.Root, "src/ColdChain.Agent/agent.sample.json");
    private static readonly string SerialSample = Path.Combine(Repository.Root, "src/ColdChain.Agent/Probes/Serial/sample.json");

    private static readonly string PowerSample = Path.Combine(Repository.Root, "src/ColdChain.Agent/Probes/Power/sample.json");
    private static readonly string LoggerSample = Path.Combine(Repository.Root, "src/ColdChain.Agent/Probes/Files/sample.json");

    public static TheoryData<string> BadFiles => [.. Directory.GetFiles(Cases, "bad-*.json").Select(path => Path.GetFileNameWithoutExtension(path)!).Order()];

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void Every_mistake_is_named_at_once_in_the_words_beside_the_file(string name)
    {
        SettingsOutcome outcome = SettingsFile.Read(Path.Combine(Cases, name + ".json"));
        string[] expected = File.ReadAllLines(Path.Combine(Cases, name + ".error"));
        string[] told = [.. Assert.IsType<SettingsOutcome.Refused>(outcome).Mistakes.Select(mistake => mistake.ToString())];
        Assert.Equal(expected, told.Select((mistake, line) => AsWritten(mistake, expected.ElementAtOrDefault(line))));
    }

    /// <summary>Lists of everything that is known grow with the agent: a line beside the file may end before one, with "...".</summary>
    private static string AsWritten(string mistake, string? expected) =>
        expected is [.. string begin, '.', '.', '.'] && mistake.StartsWith(begin, StringComparison.Ordinal) ? expected : mistake;

    [Fact]
    public void The_sample_is_fine() => Assert.Equal("gaochuan-gateway", Read(File.ReadAllText(Sample)).Agent.ToString());

    [Fact]
    public void Every_default_that_the_sample_shows_is_the_codes_default()
    {
        AgentSettings shown = Read(File.ReadAllText(Sample));
        AgentSettings bare = Read(Bare("""{ "kind": "modbus-rtu", "name": "bus-1", "port": "/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0", "sensors": [{ "sensor": "gaochuan/fridge-1/top", "slave": 1, "register": 1 }] }"""));
        Assert.Equal(bare.Plumbing.Buffer with { Directory = "" }, shown.Plumbing.Buffer with { Directory = "" });
        Assert.Equal(Comparable(bare.Plumbing.Forwarding), Comparable(shown.Plumbing.Forwarding));
        Assert.Equal(bare.Plumbing.Log with { Directory = "" }, shown.Plumbing.Log with { Directory = "" });
        AssertSame(Bus(bare), Bus(shown));
    }

    [Fact]
    public void Every_default_of_the_local_alarm_that_the_sample_shows_is_the_codes_default()
    {
        const string Sources = """{ "kind": "mqtt-listener", "allowAnonymous": true, "topics": [{ "topic": "a/+", "sensor": "a/{1}" }] }""";
        LocalAlarmOptions shown = Read(File.ReadAllText(Sample)).Plumbing.LocalAlarm!;
        LocalAlarmOptions bare = Read(Bare(Sources).TrimEnd()[..^1] + """, "localAlarm": { "gsm": { "port": "/dev/serial/by-id/usb-SimTech_SIM7600-if02-port0" }, "siren": {}, "command": { "run": ["a"] } } }""").Plumbing.LocalAlarm!;

        Assert.Equal((bare.When, bare.OfflineAfter, bare.ProfileEvery, bare.Times), (shown.When, shown.OfflineAfter, shown.ProfileEvery, shown.Times));
        Assert.Equal((bare.Siren, bare.Command!.Timeout), (shown.Siren, shown.Command!.Timeout));
        Assert.Equal(bare.Gsm! with { Pin = "1234" }, shown.Gsm);
        Assert.Null(Read(Bare(Sources)).Plumbing.LocalAlarm);
    }

    [Fact]
    public void Every_key_of_the_serial_sample_is_known_and_shows_the_codes_default()
    {
        AgentSettings shown = Read(WithSources(File.ReadAllText(SerialSample)));
        AgentSettings bare = Read(Bare("""{ "kind": "modbus-rtu", "name": "bus-1", "port": "/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0", "sensors": [{ "sensor": "gaochuan/fridge-1/top", "slave": 1, "register": 1 }] }"""));
        AssertSame(Bus(bare), Bus(shown));
    }

    [Fact]
    public void The_power_sample_shows_the_codes_defaults()
    {
        PowerCommandOptions shown = Assert.IsType<SourceSettings.PowerCommand>(Read(Bare(File.ReadAllText(PowerSample))).Sources.Single()).Options;
        PowerCommandOptions bare = new() { Name = shown.Name, Command = shown.Command, Units = shown.Units };
        Assert.Equal(bare.LostExitCodes, shown.LostExitCodes);
        Assert.Equal(bare with { LostExitCodes = shown.LostExitCodes }, shown);
    }

    [Fact]
    public void The_mqtt_sample_is_fine_as_a_list_of_sources()
    {
        AgentSettings settings = Read(WithSources(
            File.ReadAllText(Repository.Path("src", "ColdChain.Agent", "Probes", "Mqtt", "sample.json"))));
        Assert.Equal(["mqtt-listener", "mqtt-broker"], settings.Sources.Select(source => source.Name));
    }

    [Fact]
    public void Every_key_of_the_sample_of_logger_files_is_known_and_shows_the_codes_default()
    {
        LoggerFilesOptions shown = Loggers(Read(Bare(File.ReadAllText(LoggerSample))));
        LoggerFilesOptions bare = Loggers(Read(Bare("""
            { "kind": "logger-files", "name": "loggers", "folder": "/srv/loggers", "loggers": [
              { "serial": "169900000001", "sensor": "gaochuan/fridge-1/logger", "timeZone": "Asia/Shanghai" }] }
            """)));
        Assert.Equal(bare with { Loggers = [] }, shown with { Loggers = [] });
        Assert.Equal(bare.Loggers[0], shown.Loggers[0]);
        Assert.Equal((';', true, false), (shown.Loggers[1].Table!.Delimiter, shown.Loggers[1].Table!.HasDecimalComma, shown.Loggers[1].Table!.IsFahrenheit));
    }

    [Fact]
    public void The_samples_leave_out_no_key_that_the_agent_knows()
    {
        string agent = Path.Combine(Repository.Root, "src/ColdChain.Agent");
        string samples = File.ReadAllText(Sample)
            + string.Concat(Directory.GetFiles(agent, "sample.json", SearchOption.AllDirectories).Select(File.ReadAllText))
            + string.Concat(Directory.GetFiles(Path.Combine(agent, "DeviceProfiles"), "*.json").Select(File.ReadAllText));
        foreach (string file in Directory.GetFiles(Path.Combine(agent, "Configuration"), "*Reader.cs"))
        {
            string code = File.ReadAllText(file);
            foreach (Match key in ReadKeys().Matches(code))
            {
                Assert.True(samples.Contains(key.Groups[1].Value, StringComparison.Ordinal), $"{file}: no sample shows {key.Groups[1].Value}");
            }
        }
    }

    [Fact]
    public void Relative_paths_are_relative_to_the_file()
    {
        using TemporaryDirectory folder = new();
        File.WriteAllText(folder.Path("secret"), " the-key \n");
        File.WriteAllText(folder.Path("agent.json"), Bare(
            """{ "kind": "modbus-rtu", "name": "b", "port": "./bus", "sensors": [{ "sensor": "a/b/c", "slave": 1, "register": 1 }] }""",
            server: """{ "url": "http://127.0.0.1:8080", "keyFile": "secret" }"""));
        AgentSettings settings = Assert.IsType<SettingsOutcome.Read>(SettingsFile.Read(folder.Path("agent.json"))).Settings;
        Assert.Equal(folder.Path("data"), settings.DataDirectory);
        Assert.Equal(folder.Path("data"), settings.Plumbing.Buffer.Directory);
        Assert.Equal(folder.Path("bus"), Bus(settings).Line.Path);
        Assert.Equal("the-key", settings.Plumbing.Forwarding.Key.Reveal());
    }

    [Theory]
    [InlineData("", "is not JSON")]
    [InlineData("{", "is not JSON")]
    [InlineData("[]", "an object")]
    [InlineData("""{ "agent": {}, "agent": {} }""", "is not JSON")]
    [InlineData("""{ "agent": [], "server": 5, "sources": {}, "log": "x" }""", "agent: [] is not allowed: an object")]
    [InlineData("""{ "sources": [ 5, null, [] ] }""", "sources[0]: 5 is not allowed")]
    public void A_file_that_is_something_else_is_refused_in_words(string text, string says)
    {
        using TemporaryDirectory folder = new();
        File.WriteAllText(folder.Path("agent.json"), text);
        SettingsOutcome outcome = SettingsFile.Read(folder.Path("agent.json"));
        Assert.Contains(
            Assert.IsType<SettingsOutcome.Refused>(outcome).Mistakes, mistake => mistake.ToString().Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused_in_words() => Assert.Contains(
        "cannot be read",
        Assert.IsType<SettingsOutcome.Refused>(SettingsFile.Read("/there/is/no/file.json")).Mistakes[0].Problem,
        StringComparison.Ordinal);

    [GeneratedRegex("""\.(?:Text|OptionalText|Flag|Number|Decimal|Duration|Choice<\w+>|Id<\w+>|OptionalId<\w+>|Texts|Words|Numbers|Section|Sections)\(\s*("\w+")""")]
    private static partial Regex ReadKeys();

    private static LoggerFilesOptions Loggers(AgentSettings settings) =>
        Assert.IsType<SourceSettings.LoggerFiles>(Assert.Single(settings.Sources)).Options;

    private static AgentSettings Read(string json)
    {
        using TemporaryDirectory folder = new();
        File.WriteAllText(folder.Path("agent.json"), json);
        SettingsOutcome outcome = SettingsFile.Read(folder.Path("agent.json"));
        return outcome is SettingsOutcome.Read read
            ? read.Settings
            : throw new InvalidOperationException(string.Join('\n', ((SettingsOutcome.Refused)outcome).Mistakes));
    }

    /// <summary>A sample that is an object with a list of sources becomes a whole configuration.</summary>
    private static string WithSources(string sample) =>
        """{ "agent": { "id": "gw", "dataDirectory": "data" }, "server": { "url": "https://localhost", "key": "k" }, """
        + sample[(sample.IndexOf('{', StringComparison.Ordinal) + 1)..];

    private static string Bare(string source, string server = """{ "url": "https://coldchain.example.org", "key": "k" }""") =>
        $$"""
        { "agent": { "id": "gaochuan-gateway", "dataDirectory": "data" }, "server": {{server}}, "sources": [
        {{source}}
        ] }
        """;

    private static SerialBusOptions Bus(AgentSettings settings) =>
        settings.Sources.OfType<SourceSettings.ModbusRtu>().First().Options;

    private static string Comparable(ForwardingOptions options) => (options with { Key = new ServerKey("k") }).ToString();

    private static void AssertSame(SerialBusOptions expected, SerialBusOptions actual)
    {
        IReadOnlyList<SerialSensorOptions> none = [];
        Assert.Equal(expected with { Sensors = none }, actual with { Sensors = none });
        SerialSensorOptions want = expected.Sensors.Single();
        SerialSensorOptions have = actual.Sensors.Single();
        Assert.Equal((want.Sensor, want.Slave, want.Point.Needed), (have.Sensor, have.Slave, have.Point.Needed));
        IReadOnlyList<long> sentinels = [];
        Assert.Equal(want.Point.Map with { Sentinels = sentinels }, have.Point.Map with { Sentinels = sentinels });
        Assert.Equal(want.Point.Map.Sentinels, have.Point.Map.Sentinels);
    }
}
