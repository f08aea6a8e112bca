using System.Globalization;
using ColdChain.Agent.Commands;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Commands;

public sealed class AgentCommandTests : IDisposable
{
    private readonly StringWriter _output = new(CultureInfo.InvariantCulture);
    private readonly StringWriter _errors = new(CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("--help", "list-ports")]
    [InlineData("--help", "This build reads brokers with")]
    [InlineData("run --help", "SIGTERM")]
    [InlineData("check-config --help", "every mistake")]
    [InlineData("list-ports --help", "by-id")]
    public async Task Each_verb_explains_itself(string arguments, string says)
    {
        Assert.Equal(ExitCode.Done, await RunAsync(arguments.Split(' ')));
        Assert.Contains(says, _output.ToString(), StringComparison.Ordinal);
        Assert.Empty(_errors.ToString());
    }

    [Theory]
    [InlineData("", "a verb is missing")]
    [InlineData("run", "--config FILE is missing")]
    [InlineData("check-config", "--config FILE is missing")]
    [InlineData("fly --config x", "'fly --config x' is not understood")]
    public async Task Wrong_use_is_told_and_has_its_own_exit_code(string arguments, string says)
    {
        Assert.Equal(64, await RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains(says, _errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("usage:", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_good_configuration_is_called_fine()
    {
        Assert.Equal(0, await RunAsync("check-config", "--config", Path.Combine(Repository.Root, "src/ColdChain.Agent/agent.sample.json")));
        Assert.Contains("fine: agent gaochuan-gateway", _output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("the-key-that", _output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check-config")]
    [InlineData("run")]
    public async Task A_bad_configuration_lists_all_mistakes_and_opens_nothing(string verb)
    {
        string file = Path.Combine(Repository.Root, "tests/ColdChain.Agent.Tests/Configuration/Cases/bad-everything-at-once.json");
        Assert.Equal(78, await RunAsync(verb, "--config", file));
        Assert.Contains("8 mistakes", _errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("sources[0].baud", _errors.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(Path.GetDirectoryName(file)!, "data")));
    }

    [Fact]
    public void Stable_names_of_ports_come_first_and_a_port_is_listed_once()
    {
        using TemporaryDirectory devices = new();
        Directory.CreateDirectory(devices.Path("serial", "by-id"));
        foreach (string name in (string[])["ttyUSB0", "ttyUSB1", "ttyACM0", "ttyS0", "tty1", "null"])
        {
            File.WriteAllText(devices.Path(name), string.Empty);
        }

        File.CreateSymbolicLink(devices.Path("serial", "by-id", "usb-FTDI-if00"), "../../ttyUSB1");
        Assert.Equal(
            [
                $"{devices.Path("serial", "by-id", "usb-FTDI-if00")} -> {devices.Path("ttyUSB1")}",
                devices.Path("ttyUSB0"),
                devices.Path("ttyACM0"),
                devices.Path("ttyS0"),
            ],
            ListPortsVerb.Run(devices.FullPath).Split('\n'));
    }

    [Fact]
    public void No_port_at_all_is_told_in_words()
    {
        using TemporaryDirectory devices = new();
        Assert.StartsWith("no serial port found", ListPortsVerb.Run(devices.FullPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_agents_cannot_share_a_data_directory()
    {
        using TemporaryDirectory folder = new();
        using AgentLock first = AgentLock.Take(folder.Path("data"));
        File.WriteAllText(folder.Path("agent.json"), """
            { "agent": { "id": "gw", "dataDirectory": "data" }, "server": { "url": "http://127.0.0.1:9", "key": "k" },
              "sources": [{ "kind": "modbus-rtu", "name": "b", "port": "/dev/none", "sensors": [{ "sensor": "a/b/c", "slave": 1, "register": 1 }] }] }
            """);
        Assert.Equal(75, await RunAsync("run", "--config", folder.Path("agent.json")));
        Assert.Contains("another agent", _errors.ToString(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
    }

    private Task<int> RunAsync(params string[] arguments) =>
        new AgentCommand(_output, _errors, new ManualClock()).RunAsync(arguments, TestContext.Current.CancellationToken);
}
