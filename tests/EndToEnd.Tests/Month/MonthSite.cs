using ColdChain.Agent.Buffer;
using ColdChain.Agent.Intake;
using ColdChain.Core.Readings;
using ColdChain.Testing;
using EndToEnd.Tests.Oracle;
using Microsoft.Extensions.Logging.Abstractions;

namespace EndToEnd.Tests.Month;

/// <summary>A clinic of fifty fridges whose line has been down: a full journal, the agent, live sensors, the server.</summary>
public sealed class MonthSite : IAsyncDisposable
{
    private const int MinutesOfGroup = 200;

    /// <summary>After so many failures the agent's waits have grown to their longest, as after a month.</summary>
    private const int AttemptsBefore = 6;

    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(120);

    private readonly TemporaryDirectory _directory = new();
    private readonly int _serverPort = FreePort.Next();
    private readonly MonthPlan _plan;
    private readonly TcpSlowLine? _line;

    /// <param name="plan">What the journal holds.</param>
    /// <param name="liveInterval">Between two live readings of a sensor, as the scenario says it.</param>
    /// <param name="bytesPerSecond">Of a line with a round trip of 300 ms; null for no line between.</param>
    public MonthSite(MonthPlan plan, string liveInterval, int? bytesPerSecond = null)
    {
        _plan = plan;
        Network = new TcpFaultProxy(_serverPort);
        Network.Switch(ProxyMode.Cut);
        _line = bytesPerSecond is { } speed ? new TcpSlowLine(Network.Port, speed, TimeSpan.FromMilliseconds(300)) : null;
        new MonthFiles(_directory, FreePort.Next(), liveInterval).Write(_line?.Port ?? Network.Port);
        Ledger = new MonthLedger(plan, _directory.Path("server"));
        Server = new RestartableProgram(
            Programs.Server,
            ["run", "--data", _directory.Path("server"), "--urls", $"http://127.0.0.1:{_serverPort}"],
            _directory.FullPath);
        Agent = new RestartableProgram(
            Programs.Agent, ["run", "--config", _directory.Path(MonthFiles.AgentFile)], _directory.FullPath);
    }

    public RestartableProgram Server { get; }

    public RestartableProgram Agent { get; }

    public TcpFaultProxy Network { get; }

    public MonthLedger Ledger { get; }

    public ProgramUnderTest? Simulator { get; private set; }

    public string JournalPath => _directory.Path(MonthFiles.AgentFolder, SqliteReadingBuffer.FileName);

    /// <summary>Writes everything that the plan says was measured into the journal that the agent will find.</summary>
    public async Task FillJournalAsync(CancellationToken cancellationToken)
    {
        await using SqliteReadingBuffer buffer = new(
            new BufferOptions { Directory = _directory.Path(MonthFiles.AgentFolder) }, TimeProvider.System, NullLogger.Instance);
        for (int from = 0; from < _plan.Minutes; from += MinutesOfGroup)
        {
            Observation[] group = [.. Enumerable.Range(from, Math.Min(MinutesOfGroup, _plan.Minutes - from)).Select(Measured)];
            await buffer.AppendAsync(group, cancellationToken);
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using (ProgramUnderTest setUp = ProgramUnderTest.Start(
            Programs.Server,
            ["set-up", "--data", _directory.Path("server"), "--file", _directory.Path(MonthFiles.CountyFile)]))
        {
            Assert.True(await setUp.WaitForExitAsync(StartBound, cancellationToken) == 0, setUp.Tail(40));
        }

        Server.Start();
        await Server.Current!.WaitForLineAsync("Now listening", StartBound, cancellationToken);
        Agent.Start();
        Simulator = ProgramUnderTest.Start(
            Programs.Simulator,
            ["run", "--scenario", _directory.Path(MonthFiles.ScenarioFile), "--truth", _directory.Path("truth.jsonl")]);
        await Simulator.WaitForLineAsync("ready", StartBound, cancellationToken);
        await Eventually.HoldsAsync(
            () => Live().Count >= MonthPlan.Sensors && Network.RefusedOrReset >= AttemptsBefore,
            "every sensor has been acknowledged and the agent waits its longest between attempts",
            StartBound,
            cancellationToken);
    }

    /// <summary>The sensors fall silent; gives what they know to be safe.</summary>
    public async Task EndSensorsAsync(CancellationToken cancellationToken)
    {
        Simulator!.AskToEnd();
        await Simulator.WaitForExitAsync(StartBound, cancellationToken);
    }

    /// <summary>Live readings that were acknowledged to their sensors.</summary>
    public IReadOnlyCollection<(string Sensor, long At, int MilliCelsius)> Live() =>
    [
        .. TruthEntry.ReadAll(_directory.Path("truth.jsonl"))
            .Where(entry => entry.Kind is TruthEntry.MqttAcked or TruthEntry.MqttAckLost)
            .Select(entry => (entry.Sensor!, entry.PayloadTime!.Value, entry.MilliCelsius!.Value)),
    ];

    /// <summary>Live readings that were sent, acknowledged or not.</summary>
    public HashSet<(string Sensor, long At, int MilliCelsius)> Sent() =>
    [
        .. TruthEntry.ReadAll(_directory.Path("truth.jsonl"))
            .Where(entry => entry.Kind is TruthEntry.MqttSent && entry.PayloadTime is not null)
            .Select(entry => (entry.Sensor!, entry.PayloadTime!.Value, entry.MilliCelsius!.Value)),
    ];

    public string Words() => string.Join(
        "\n", "--- agent", Tail(Agent), "--- server", Tail(Server), "--- simulator", Simulator?.Tail(10) ?? "not started");

    public async ValueTask DisposeAsync()
    {
        if (Simulator is not null)
        {
            await Simulator.DisposeAsync();
        }

        await Agent.DisposeAsync();
        await Server.DisposeAsync();
        if (_line is not null)
        {
            await _line.DisposeAsync();
        }

        await Network.DisposeAsync();
        _directory.Dispose();
    }

    private Observation.Measured Measured(int minute)
    {
        Reading[] readings = [.. _plan.At(minute)];
        return new Observation.Measured(readings, readings[^1].MeasuredAt, null, [], _ => ValueTask.CompletedTask);
    }

    private static string Tail(RestartableProgram program) => string.Join('\n', program.Lines.TakeLast(25));
}
