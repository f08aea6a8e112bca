using ColdChain.Testing;
using EndToEnd.Tests.Oracle;

namespace EndToEnd.Tests.Stack;

/// <summary>
/// One clinic with everything real: simulated sensors on serial buses and MQTT, a broker where there is one, the agent,
/// a piece of network that can be cut, the server.
/// </summary>
/// <remarks>
/// The simulator and its truth log stand outside of everything that faults touch; so does the reader of history.db.
/// </remarks>
public sealed class FaultSite : IAsyncDisposable
{
    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(60);

    /// <summary>How long a killed process may need to be at work again, on a machine that does other things too.</summary>
    private static readonly TimeSpan RecoveryBound = TimeSpan.FromSeconds(120);

    /// <summary>A batch and its answer.</summary>
    private const int TrafficBytes = 1_000;

    private readonly TemporaryDirectory _directory = new();
    private readonly int _serverPort = FreePort.Next();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>Unix milliseconds; empty while the simulator runs.</summary>
    private readonly List<long> _sensorsEndedAt = [];

    private FaultSite()
    {
        Network = new TcpFaultProxy(_serverPort);
        Server = new RestartableProgram(
            Programs.Server,
            ["run", "--data", _directory.Path("server"), "--urls", $"http://127.0.0.1:{_serverPort}"],
            _directory.FullPath);
        Agent = new RestartableProgram(
            Programs.Agent, ["run", "--config", _directory.Path(SiteFiles.AgentFile)], _directory.FullPath);
    }

    public RestartableProgram Server { get; }

    public RestartableProgram Agent { get; }

    public TcpFaultProxy Network { get; }

    /// <summary>Null where mosquitto is not installed: the site then has no sensors behind a broker.</summary>
    public MosquittoBroker? Broker { get; private set; }

    public ProgramUnderTest? Simulator { get; private set; }

    private string HistoryPath => _directory.Path("server", "history.db");

    private string TruthPath => _directory.Path("truth.jsonl");

    public static async Task<FaultSite> StartAsync(CancellationToken cancellationToken)
    {
        FaultSite site = new();
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

    public IReadOnlyList<TruthEntry> Truth() => TruthEntry.ReadAll(TruthPath);

    public IReadOnlyList<StoredRow> Stored() => HistoryFileReader.ReadAll(HistoryPath);

    public string HistoryIntegrity() => HistoryFileReader.Integrity(HistoryPath);

    public LedgerVerdict Compare() => Ledger.Compare(Truth(), Stored(), [.. Agent.KilledAt, .. _sensorsEndedAt]);

    public Task WaitForServerAsync(CancellationToken cancellationToken) => Eventually.HoldsAsync(
        ServerAnswersAsync, "the server answers /healthz", StartBound, cancellationToken);

    /// <summary>Bytes flow between agent and server: both are up and at work.</summary>
    public Task WaitForTrafficAsync(CancellationToken cancellationToken)
    {
        long before = Network.CarriedBytes;
        return Eventually.HoldsAsync(
            () => Network.CarriedBytes > before + TrafficBytes,
            "readings flow from the agent to the server",
            RecoveryBound,
            cancellationToken);
    }

    /// <summary>The sensors fall silent, and their buses are gone.</summary>
    public async Task EndSensorsAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        _sensorsEndedAt.Add(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        Simulator!.AskToEnd();
        await Simulator.WaitForExitAsync(within, cancellationToken);
    }

    /// <summary>The last words of everybody, for the message of a test that failed.</summary>
    public string Words() => string.Join(
        "\n",
        "--- agent", Tail(Agent.Lines),
        "--- server", Tail(Server.Lines),
        $"--- network: {Network.Mode}, {Network.CarriedBytes} bytes carried, {Network.LostBytes} lost, "
            + $"{Network.RefusedOrReset} connections cut",
        "--- simulator", Simulator?.Tail(15) ?? "not started");

    public async ValueTask DisposeAsync()
    {
        if (Simulator is not null)
        {
            await Simulator.DisposeAsync();
        }

        await Agent.DisposeAsync();
        await Server.DisposeAsync();
        await Network.DisposeAsync();
        if (Broker is not null)
        {
            await Broker.DisposeAsync();
        }

        _http.Dispose();
        _directory.Dispose();
    }

    private async Task SetUpAsync(CancellationToken cancellationToken)
    {
        if (MosquittoBroker.Executable is not null)
        {
            Broker = await MosquittoBroker.StartAsync(cancellationToken);
        }

        SiteFiles files = new(_directory, FreePort.Next(), Broker?.Port);
        files.Write(Network.Port);
        await using (ProgramUnderTest setUp = ProgramUnderTest.Start(
            Programs.Server,
            ["set-up", "--data", _directory.Path("server"), "--file", _directory.Path(SiteFiles.CountyFile)]))
        {
            Assert.True(await setUp.WaitForExitAsync(StartBound, cancellationToken) == 0, setUp.Tail(40));
        }

        Server.Start();
        await WaitForServerAsync(cancellationToken);
        Agent.Start();
        if (Broker is not null)
        {
            // A broker acknowledges and drops what nobody has subscribed to yet: sensors begin when the agent is there.
            await Eventually.HoldsAsync(
                () => Agent.Lines.Any(line => line.Contains("subscribed at", StringComparison.Ordinal)),
                "the agent is subscribed at the broker",
                StartBound,
                cancellationToken);
        }

        Simulator = ProgramUnderTest.Start(
            Programs.Simulator,
            ["run", "--scenario", _directory.Path(SiteFiles.ScenarioFile), "--truth", TruthPath]);
        await Simulator.WaitForLineAsync("ready", StartBound, cancellationToken);
        await Eventually.HoldsAsync(() => Stored().Count > 0, "a first reading is stored", StartBound, cancellationToken);
    }

    private async Task<bool> ServerAnswersAsync()
    {
        try
        {
            using HttpResponseMessage answer = await _http.GetAsync(new Uri($"http://127.0.0.1:{_serverPort}/healthz"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private static string Tail(IReadOnlyList<string> lines) => string.Join('\n', lines.TakeLast(25));
}
