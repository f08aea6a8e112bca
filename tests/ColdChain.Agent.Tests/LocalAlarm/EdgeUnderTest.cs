using System.Globalization;
using ColdChain.Agent.Intake;
using ColdChain.Agent.LocalAlarm;
using ColdChain.Agent.LocalAlarm.Outputs;
using ColdChain.Agent.Tests.Forwarding;
using ColdChain.Agent.Tests.Mqtt;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.LocalAlarm;

/// <summary>The whole local alarm over a folder of its own, with a clock in hand and an output that keeps what it was told.</summary>
internal sealed class EdgeUnderTest : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<WireEvent> _told = [];
    private readonly LocalAlarmRun _run;
    private readonly Task[] _running;

    private EdgeUnderTest(TemporaryDirectory folder, ManualClock clock, LocalAlarmOptions options, ScriptedProfile server)
    {
        (Folder, Clock, Server) = (folder, clock, server);
        Output = new RecordingOutput(clock);
        Siren = new RecordingOutput(clock, "level") { IsLevel = true };
        Contact = new ServerContact(new ScriptedLine(), clock);
        _run = new LocalAlarmRun(options, new LocalAlarmParts(server, Contact, _ => [Output, Siren]), clock, Log);
        _running = [_run.RunAsync(_stopping.Token), DrainAsync(_stopping.Token)];
    }

    public TemporaryDirectory Folder { get; }

    public ManualClock Clock { get; }

    public ScriptedProfile Server { get; }

    public RecordingOutput Output { get; }

    public RecordingOutput Siren { get; }

    public ServerContact Contact { get; }

    public CollectingLog<EdgeUnderTest> Log { get; } = new();

    public Agent.LocalAlarm.Desk.LocalAlarmDesk Desk => _run.Desk;

    public Instant Now => Clock.GetCurrentInstant();

    /// <summary>What has reached the journal, as <c>kind</c> and the first word of the detail.</summary>
    public IReadOnlyList<WireEvent> Told
    {
        get
        {
            lock (_told)
            {
                return [.. _told];
            }
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<EdgeUnderTest> StartAsync(StorageProfile? profile = null, params UnitContact[] contacts) =>
        StartAsync(options => options, profile, contacts);

    public static async Task<EdgeUnderTest> StartAsync(
        Func<LocalAlarmOptions, LocalAlarmOptions> change, StorageProfile? profile = null, params UnitContact[] contacts)
    {
        ScriptedProfile server = new();
        server.Answers(ScriptedProfile.Fridge(profile ?? StandardProfiles.CnImmFridge, contacts));
        TemporaryDirectory folder = new();
        EdgeUnderTest edge = new(
            folder, new ManualClock(Some.Morning.ToDateTimeOffset()), change(new LocalAlarmOptions { Directory = folder.FullPath }), server);
        await edge.WatchesAsync();
        return edge;
    }

    /// <summary>The same folder after the agent was killed: nothing is carried over but the files.</summary>
    public async Task<EdgeUnderTest> RestartAsync(bool isServerAway = true)
    {
        await StopAsync();
        if (isServerAway)
        {
            Server.IsAway();
        }

        EdgeUnderTest next = new(Folder, Clock, new LocalAlarmOptions { Directory = Folder.FullPath }, Server);
        await next.WatchesAsync();
        return next;
    }

    /// <summary>The agent is dead; something happens to its files.</summary>
    public async Task StopAndAsync(Action<TemporaryDirectory> happens)
    {
        await StopAsync();
        happens(Folder);
    }

    /// <summary>One reading of this moment, on the disk.</summary>
    public void Read(string celsius, string sensor = "gaochuan/fridge-1/top", Instant? at = null) => _run.Stored(
    [
        new Observation.Measured([Reading(celsius, sensor, at ?? Now)], Now, Origin: null, [], _ => ValueTask.CompletedTask),
    ]);

    /// <summary>A reading a minute for so long; the clock goes with them.</summary>
    public async Task ReadForAsync(int minutes, string celsius)
    {
        for (int minute = 0; minute < minutes; minute++)
        {
            Read(celsius);
            await TakenAsync();
            Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    /// <summary>Time passes and the loop has looked.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await TakenAsync();
    }

    /// <summary>Everything handed over was judged and what it brought about was done.</summary>
    public async Task TakenAsync()
    {
        long looks = _run.Looks;
        _run.Stored([]);
        await Eventually.HoldsAsync(() => _run.Looks >= looks + 2 || Ring(), "the loop has looked", Token);
    }

    public Task SoundsAsync(int calls) =>
        Eventually.HoldsAsync(() => Output.Calls.Count == calls, $"the output was told {calls} times ({string.Join(", ", Output.Kinds)} so far)", Token);

    public Task ToldAsync(string kind) =>
        Eventually.HoldsAsync(() => PassHalf(Told.Any(what => what.Kind == kind)), $"{kind} is in the journal", Token);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
        Folder.Dispose();
    }

    private static Reading Reading(string celsius, string sensor, Instant at) => new(
        SensorId.Parse(sensor, null),
        at,
        Temperature.FromCelsius(decimal.Parse(celsius, CultureInfo.InvariantCulture)),
        ReadingFlags.DeviceTime);

    private bool Ring()
    {
        _run.Stored([]);
        return false;
    }

    private bool PassHalf(bool holds)
    {
        Clock.Advance(holds ? TimeSpan.Zero : TimeSpan.FromMilliseconds(100));
        return holds;
    }

    private Task WatchesAsync() => Eventually.HoldsAsync(() => _run.Looks > 0, "the plan is in force", Token);

    private async Task StopAsync()
    {
        if (!_stopping.IsCancellationRequested)
        {
            await _stopping.CancelAsync();
            await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _run.Dispose();
        }
    }

    /// <summary>The intake: what the source says is stored and acknowledged.</summary>
    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        await foreach (Observation seen in _run.Source.ReadAsync(cancellationToken))
        {
            Observation.Measured measured = Assert.IsType<Observation.Measured>(seen);
            lock (_told)
            {
                _told.AddRange(measured.Events);
            }

            await measured.Acknowledge(cancellationToken);
        }
    }
}
