using System.Globalization;
using System.Text.Json;
using ColdChain.Testing;
using EndToEnd.Tests.Oracle;

namespace EndToEnd.Tests.LocalAlarm;

/// <summary>
/// A clinic whose line can be cut: server, network, agent, a fridge on a bus and a modem, all of them real processes. The
/// agent's command writes what it was run for and when.
/// </summary>
public sealed class EdgeSite : IAsyncDisposable
{
    public const string Phone = "+8613900001111";
    public const string Subscriber = "/usr/bin/mosquitto_sub";
    public const string Password = "a-long-password-1";

    private const string AgentKey = "a-key-for-tests-and-nothing-else";
    private const string Sensor = "gaochuan/fridge-1/top";

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);

    private readonly TemporaryDirectory _directory = new();
    private readonly int _serverPort = FreePort.Next();
    private readonly int _listenerPort = FreePort.Next();
    private readonly List<ProgramUnderTest> _programs = [];

    private EdgeSite()
    {
        Network = new TcpFaultProxy(_serverPort);
        Agent = new RestartableProgram(Programs.Agent, ["run", "--config", _directory.Path("agent.json")], _directory.FullPath);
    }

    public Uri Server => new($"http://127.0.0.1:{_serverPort}");

    public TcpFaultProxy Network { get; }

    public RestartableProgram Agent { get; }

    public ProgramUnderTest Modem { get; private set; } = null!;

    private string Rung => _directory.Path("rung");

    /// <summary>Server and agent are up, the agent has the profile, and the fridge is not there yet.</summary>
    public static async Task<EdgeSite> StartAsync(CancellationToken cancellationToken)
    {
        EdgeSite site = new();
        try
        {
            await site.SetUpAsync(cancellationToken);
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>A fridge that has had no power for hours is put on the bus.</summary>
    public async Task WarmFridgeAsync(CancellationToken cancellationToken)
    {
        ProgramUnderTest simulator = Run(
            Programs.Simulator, "run", "--scenario", _directory.Path("warm.scenario"), "--truth", _directory.Path("truth.jsonl"));
        await simulator.WaitForLineAsync("ready", Bound, cancellationToken);
    }

    /// <summary>When the fridge's sensor first said that it was too warm, in Unix milliseconds.</summary>
    public long FirstTooWarmAt() => TruthEntry.ReadAll(_directory.Path("truth.jsonl"))
        .First(line => line is { Sensor: Sensor, MilliCelsius: > 8_000 }).At;

    /// <summary>Each run of the command: what for, and when.</summary>
    public IReadOnlyList<(string Event, long At)> Rings() => !File.Exists(Rung) ? [] :
        [.. File.ReadAllLines(Rung).Select(line => line.Split(' ')).Select(part => (part[0], long.Parse(part[1], CultureInfo.InvariantCulture)))];

    public async Task<(string Event, long At)> RingAsync(string what, CancellationToken cancellationToken)
    {
        await Eventually.HoldsAsync(() => Rings().Any(ring => ring.Event == what), $"the command was run for '{what}'\n{Words()}", Bound, cancellationToken);
        return Rings().First(ring => ring.Event == what);
    }

    /// <summary>A siren, as another maker's client hears one, at the agent's own listener. Prints the payloads.</summary>
    public ProgramUnderTest RunSiren() =>
        Run(Subscriber, "-h", "127.0.0.1", "-p", $"{_listenerPort}", "-q", "1", "-t", "coldchain/siren/#", "-F", "%t %p");

    /// <summary>Somebody takes the alarm with the agent's own command; its exit code.</summary>
    public Task<int> TakeHereAsync(string by, CancellationToken cancellationToken) => Run(
        Programs.Agent, "alarms", "ack", "gaochuan/fridge-1:warm", "--by", by, "--config", _directory.Path("agent.json"))
        .WaitForExitAsync(Bound, cancellationToken);

    /// <summary>Something happens to the modem.</summary>
    public void ToModem(string line) => File.AppendAllText(_directory.Path("modem.script"), line + "\n");

    public string Words() => string.Join('\n', Agent.Lines.TakeLast(30).Concat(_programs.SelectMany(program => program.Lines.TakeLast(40))));

    public async ValueTask DisposeAsync()
    {
        await Agent.DisposeAsync();
        foreach (ProgramUnderTest program in _programs)
        {
            await program.DisposeAsync();
        }

        await Network.DisposeAsync();
        _directory.Dispose();
    }

    private async Task SetUpAsync(CancellationToken cancellationToken)
    {
        Write("county.json", County());
        Write("agent.json", AgentFile());
        File.WriteAllText(_directory.Path("warm.scenario"), $"""
            seed 7
            zone +08:00
            room mean=26 swing=0 weather=0
            fridge gaochuan/fridge-1 kind=refrigerator volume=100 load=2
            sensor {Sensor} modbus bus={_directory.Path("bus")} slave=1 map=rs-ws-n01
            at -12:00:00 power off gaochuan/fridge-1

            """);
        await using (ProgramUnderTest setUp = ProgramUnderTest.Start(
            Programs.Server, ["set-up", "--data", _directory.Path("server"), "--file", _directory.Path("county.json")]))
        {
            Assert.True(await setUp.WaitForExitAsync(Bound, cancellationToken) == 0, setUp.Tail(40));
        }

        ProgramUnderTest server = Run(Programs.Server, "run", "--data", _directory.Path("server"), "--urls", Server.ToString());
        await server.WaitForLineAsync("Now listening", Bound, cancellationToken);
        Modem = Run(Programs.Simulator, "modem", "--port", _directory.Path("modem"), "--script", _directory.Path("modem.script"));
        await Modem.WaitForLineAsync("ready", Bound, cancellationToken);
        Agent.Start();
        await Eventually.HoldsAsync(
            () => File.Exists(_directory.Path("data", "agent-profile.json")), "the agent keeps the profile", Bound, cancellationToken);
    }

    private ProgramUnderTest Run(string program, params string[] arguments)
    {
        ProgramUnderTest started = ProgramUnderTest.Start(program, arguments, _directory.FullPath);
        _programs.Add(started);
        return started;
    }

    private static object County() => new
    {
        facilities = new[] { new { id = "gaochuan", kind = "townshipHealthCentre", nameZh = "高川镇卫生院", nameEn = "Gaochuan" } },
        units = new[] { new { id = "gaochuan/fridge-1", kind = "refrigerator", nameZh = "1号冰箱", nameEn = "Fridge 1", profile = "US-CDC/fridge" } },
        sensors = new[] { new { id = Sensor, unit = "gaochuan/fridge-1", placedAt = "2024-01-01T00:00:00+08:00" } },
        agents = new[] { new { id = "gaochuan-gateway", facility = "gaochuan", key = AgentKey } },
        people = new[] { new { userName = "nurse", fullName = "李护士", role = "staff", facility = "gaochuan", password = Password } },
        contacts = new[] { new { facility = "gaochuan", order = 1, name = "王芳", way = "email", address = "wangfang@example.cn", mobile = Phone } },
    };

    private object AgentFile() => new
    {
        agent = new { id = "gaochuan-gateway", dataDirectory = "data" },
        server = new { url = $"http://127.0.0.1:{Network.Port}", key = AgentKey },
        forwarding = new { longestWait = "00:00:02", firstWait = "00:00:00.200", requestTimeout = "00:00:05" },
        statusPage = new { on = false },
        sources = new object[]
        {
            new
            {
                kind = "mqtt-listener",
                name = "listener",
                port = _listenerPort,
                allowAnonymous = true,
                topics = new[] { new { topic = "probes/+/+/+", sensor = "{1}/{2}/{3}" } },
                outletTopics = new[] { "coldchain/siren/#" },
            },
            new
            {
                kind = "modbus-rtu",
                name = "bus",
                port = _directory.Path("bus"),
                poll = "00:00:00.500",
                sensors = new[] { new { sensor = Sensor, slave = 1, function = 3, register = 1 } },
            },
        },
        localAlarm = new
        {
            profileEvery = "00:00:02",
            command = new { run = new[] { "sh", "-c", $"echo \"$COLDCHAIN_EVENT $(date +%s%3N) $COLDCHAIN_UNIT\" >> '{Rung}'" } },
            siren = new { topic = "coldchain/siren" },
            gsm = new { port = _directory.Path("modem"), ring = "00:00:02" },
        },
    };

    private void Write(string name, object content) => File.WriteAllText(_directory.Path(name), JsonSerializer.Serialize(content));
}
