using ColdChain.Agent.Probes.Mqtt;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>Sensors, a listener, and the faults between them.</summary>
internal sealed class FaultyListenerRun : IAsyncDisposable
{
    public static readonly int Kinds = Enum.GetValues<ListenerFault>().Length;

    private readonly int _port = FreePort.Next();
    private readonly CollectingLog<MqttListenerSource> _log = new();
    private readonly Dictionary<ListenerFault, int> _met = [];
    private readonly AgentIntake _agent;
    private int _starts;

    private FaultyListenerRun()
    {
        MqttListenerOptions options = new() { Port = _port, AllowAnonymous = true, Topics = [Topics.Json] };
        _agent = new AgentIntake(() => new MqttListenerSource(options, TimeProvider.System, _log));
    }

    public static async Task<FaultyListenerRun> StartAsync()
    {
        FaultyListenerRun run = new();
        await run._agent.StartAsync();
        return run;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task PublishAsync(FaultySensorClient sensor, int messages)
    {
        await IsListeningAsync();
        await sensor.ConnectAsync(_port);
        await sensor.SendAgainAsync();
        await sensor.SendAsync(messages);
        await sensor.HearAllAsync();
    }

    public Task DrainAsync(FaultySensorClient sensor) => PublishAsync(sensor, 0);

    public async Task PlayAsync(ListenerFault fault, FaultySensorClient sensor, Random random)
    {
        await PublishAsync(sensor, random.Next(3));
        int messages = random.Next(1, 20);
        long before = _agent.Entries;
        await sensor.SendAsync(messages);
        switch (fault)
        {
            case ListenerFault.LostPubAck:
                await AreStoredAsync(before + messages);
                sensor.Cut();
                break;
            case ListenerFault.CutInPacket:
                await sensor.SendHalfAsync();
                sensor.Cut();
                break;
            case ListenerFault.AgentRestart:
                await RestartAsync(random.Next(2) == 0 ? before + messages : before);
                break;
            case ListenerFault.Repeated:
                await sensor.SendAgainAsync();
                await sensor.SkipAsync(messages); // The first answers do not reach the program, the second do.
                await sensor.HearAllAsync();
                break;
            case ListenerFault.TakenOver:
                using (RawClient old = await sensor.TakeOverAsync(_port))
                {
                    await old.ReceiveUntilClosedAsync();
                }

                break;
        }

        await DrainAsync(sensor);
        _met[fault] = _met.GetValueOrDefault(fault) + 1;
    }

    public async Task<IReadOnlyList<StoredReading>> StoredAsync()
    {
        await _agent.StopAsync();
        return JournalOracle.Read(_agent.Folder);
    }

    public void AssertEveryFaultWasMet(int faults)
    {
        Assert.Equal(Math.Min(faults, Kinds), _met.Count);
        Assert.Equal(faults, _met.Values.Sum());
        Assert.True(_log.Has("its earlier connection is closed"), "no connection was taken over");
        Assert.True(_starts > 0, "the agent was never started anew");
    }

    public ValueTask DisposeAsync() => _agent.DisposeAsync();

    private Task AreStoredAsync(long entries) =>
        Eventually.HoldsAsync(() => _agent.Entries >= entries, "the messages are on the disk", Token);

    private async Task RestartAsync(long atEntries)
    {
        await AreStoredAsync(atEntries);
        await _agent.StopAsync();
        await _agent.StartAsync();
        _starts++;
        await IsListeningAsync();
    }

    private Task IsListeningAsync() => Eventually.HoldsAsync(
        () => _log.Lines.Count(line => line.Contains("sensors can publish", StringComparison.Ordinal)) > _starts, "the listener is there", Token);
}
