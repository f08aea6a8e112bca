using System.Globalization;
using ColdChain.Agent.Buffer;
using ColdChain.Agent.Forwarding;
using ColdChain.Agent.Health;
using ColdChain.Agent.Intake;
using ColdChain.Agent.Retrying;
using ColdChain.Agent.Tests.Intake;
using ColdChain.Agent.Tests.Mqtt;
using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Faults;

/// <summary>The agent's own parts from intake to HTTP, a network that can be disturbed, and a server that keeps a ledger.</summary>
internal sealed class ForwardingSite : IAsyncDisposable
{
    private readonly ScriptedSource _source = new("sensor");
    private readonly CancellationTokenSource _stopping = new();
    private readonly HttpServerLine _line;
    private readonly Task _running;
    private readonly HashSet<int> _acknowledged = [];
    private int _next;

    public ForwardingSite(string folder, TimeProvider? clock = null)
    {
        Network = new TcpFaultProxy(Server.Port);
        clock ??= TimeProvider.System;
        ForwardingOptions options = new()
        {
            ServerUrl = new Uri($"http://127.0.0.1:{Network.Port}"),
            Agent = AgentId.Parse("gw", CultureInfo.InvariantCulture),
            Key = new ServerKey("secret"),
            Gather = TimeSpan.FromMilliseconds(5),
            RequestTimeout = TimeSpan.FromSeconds(1),
            LiveMost = 50,
            BacklogMost = 100,
            Retry = new RetryOptions { FirstWait = TimeSpan.FromMilliseconds(10), LongestWait = TimeSpan.FromMilliseconds(100) },
        };
        Buffer = new SqliteReadingBuffer(new BufferOptions { Directory = folder }, clock, Log);
        _line = new HttpServerLine(options, clock);
        Task intake = new ReadingIntake(Buffer, clock, new RetryOptions(), Log).RunAsync([_source], _stopping.Token);
        Task forwarding = new Forwarder(Buffer, new TimekeepingLine(_line, Buffer, clock, Log), options, clock, Log).RunAsync(_stopping.Token);
        _running = Task.WhenAll(intake, forwarding);
    }

    public IngestLedger Server { get; } = new();

    public TcpFaultProxy Network { get; }

    public SqliteReadingBuffer Buffer { get; }

    public CollectingLog<ForwardingSite> Log { get; } = new();

    public int Sent => _next;

    public int Acknowledged
    {
        get
        {
            lock (_acknowledged)
            {
                return _acknowledged.Count;
            }
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>One reading with a value of its own, acknowledged by a count.</summary>
    public void Measure()
    {
        int value = ++_next;
        Instant now = TimeProvider.System.GetCurrentInstant();
        Reading reading = new(Some.Sensor, now, Temperature.FromMilliCelsius(value), ReadingFlags.DeviceTime);
        _source.Yield(new Observation.Measured([reading], now, null, [], _ =>
        {
            lock (_acknowledged)
            {
                _acknowledged.Add(value);
            }

            return ValueTask.CompletedTask;
        }));
    }

    public Task AllArriveAsync(string what) => Eventually.HoldsAsync(
        () => Server.Kept.Select(reading => reading.MilliCelsius).Distinct().Count() == _next, what, TimeSpan.FromSeconds(60), Token);

    /// <summary>Every reading once by sensor and time, which is how a server counts; none invented, none contradicted.</summary>
    public void Verify(string what)
    {
        int[] values = [.. Server.Kept.Distinct().Select(reading => reading.MilliCelsius)];
        Assert.True(values.Order().SequenceEqual(Enumerable.Range(1, _next)), $"{what}: {_next} were sent, {values.Length} kept, {values.Distinct().Count()} different");
        Assert.Equal(0, Server.Contradicted);
    }

    public async ValueTask DisposeAsync()
    {
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', Log.Lines.TakeLast(40)));
        await _stopping.CancelAsync();
        await _running.WaitAsync(TimeSpan.FromSeconds(20));
        await Buffer.DisposeAsync();
        _line.Dispose();
        await Network.DisposeAsync();
        Server.Dispose();
        _stopping.Dispose();
    }
}
