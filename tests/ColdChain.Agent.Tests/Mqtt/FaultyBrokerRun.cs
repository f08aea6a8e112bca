using System.Globalization;
using System.Net;
using System.Text;
using ColdChain.Agent.Mqtt.Packets;
using ColdChain.Agent.Probes.Mqtt;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>A publisher with a book, a real broker, a line that can be cut, and the agent behind it.</summary>
internal sealed class FaultyBrokerRun : IAsyncDisposable
{
    public static readonly int Kinds = Enum.GetValues<BrokerFault>().Length;

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(90);

    private readonly CollectingLog<MqttBrokerSource> _log = new();
    private readonly Dictionary<BrokerFault, int> _met = [];
    private readonly Mosquitto _broker;
    private readonly TcpFaultProxy _line;
    private readonly AgentIntake _agent;
    private int _published;
    private long _lost;

    private FaultyBrokerRun(Mosquitto broker)
    {
        _broker = broker;
        _line = new TcpFaultProxy(broker.Port);
        MqttBrokerOptions options = new()
        {
            Host = "127.0.0.1",
            Port = _line.Port,
            ClientId = "agent",
            Topics = [Topics.Json],
        };
        _agent = new AgentIntake(() => new MqttBrokerSource(options, TimeProvider.System, _log));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private int Subscriptions => _log.Lines.Count(line => line.Contains("subscribed at broker", StringComparison.Ordinal));

    /// <param name="persistence">By default the setting in which it keeps what it has acknowledged (docs/protocols/mqtt.md, 7).</param>
    public static async Task<FaultyBrokerRun> StartAsync(string persistence = "persistence true")
    {
        FaultyBrokerRun run = new(await Mosquitto.StartAsync(
            "allow_anonymous true", persistence, "autosave_interval 1", "autosave_on_changes true", "max_queued_messages 0",
            "set_tcp_nodelay true"));
        await run.StartAgentAsync();
        return run;
    }

    public async Task StartAgentAsync()
    {
        int before = Subscriptions;
        await _agent.StartAsync();
        await Eventually.HoldsAsync(() => Subscriptions > before, "the agent is subscribed", Long, Token);
    }

    public Task StopAgentAsync() => _agent.StopAsync();

    public async Task PlayAsync(BrokerFault fault, Random random)
    {
        _lost = _line.LostBytes;
        switch (fault)
        {
            case BrokerFault.LostPubAck:
                _line.Switch(ProxyMode.LoseRequests);
                await PublishAsync(random.Next(1, 10));
                await Eventually.HoldsAsync(() => _line.LostBytes > _lost, "a PUBACK is lost", Long, Token);
                _line.Switch(ProxyMode.Cut);
                _line.Switch(ProxyMode.Pass);
                break;
            case BrokerFault.Killed:
                await PublishAndTakeAsync();
                await _broker.KillAsync();
                await _broker.RestartAsync();
                break;
            case BrokerFault.Away:
                _line.Switch(ProxyMode.Cut);
                await PublishAsync(random.Next(1, 10));
                _line.Switch(ProxyMode.Pass);
                break;
            case BrokerFault.AgentRestart:
                await PublishAsync(random.Next(1, 10));
                await StopAgentAsync();
                await StartAgentAsync();
                break;
        }

        await PublishAndTakeAsync();
        _met[fault] = _met.GetValueOrDefault(fault) + 1;
    }

    public async Task PublishAndTakeAsync()
    {
        await PublishAsync(1);
        await Eventually.HoldsAsync(() => Readings >= _published, $"{_published} are on the disk", Long, Token);
    }

    public async Task LoseSessionAsync()
    {
        await StopAgentAsync();
        await _broker.KillAsync();
        _broker.Forget();
        await _broker.RestartAsync();
        await StartAgentAsync();
    }

    /// <summary>Each published message once, with its value, in its order.</summary>
    public async Task CheckAsync()
    {
        await Eventually.HoldsAsync(() => Readings >= _published, $"{_published} are on the disk", Long, Token);
        await StopAgentAsync();
        IReadOnlyList<StoredReading> stored = JournalOracle.Read(_agent.Folder);
        Assert.Equal(Enumerable.Range(0, _published).Select(Value), stored.Select(reading => reading.MilliCelsius));
    }

    public void AssertEveryFaultWasMet(int faults)
    {
        Assert.Equal(Math.Min(faults, Kinds), _met.Count);
        Assert.True(_line.LostBytes > 0, "nothing was lost on the line");
        Assert.True(_line.RefusedOrReset > 0, "no connection was cut");
        Assert.True(Subscriptions > faults / 2, "the agent hardly ever had to come again");
    }

    public async ValueTask DisposeAsync()
    {
        await _agent.DisposeAsync();
        await _line.DisposeAsync();
        await _broker.DisposeAsync();
    }

    /// <summary>Faults of the source are entries too; the readings alone are counted.</summary>
    private long Readings => JournalOracle.Count(_agent.Folder);

    private static long Value(int number) => 1_000L + (number % 90_000);

    /// <summary>A sensor that publishes with QoS 1, so many in flight as mosquitto takes, and ends when all are acknowledged.</summary>
    public async Task PublishAsync(int messages)
    {
        const int Window = 20;
        using RawClient sensor = await RawClient.ConnectAsync(new IPEndPoint(IPAddress.Loopback, _broker.Port), "sensor");
        for (int end = _published + messages; _published < end;)
        {
            int now = Math.Min(Window, end - _published);
            await sensor.SendAsync([.. Enumerable.Range(_published, now).SelectMany(number => Wire.Encode(Packet(number)))]);
            await sensor.ReceiveAsync(4 * now);
            _published += now;
        }
    }

    private static PublishPacket Packet(int number) => new()
    {
        Topic = "coldchain/fridge-1/top/reading",
        Payload = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"temperature":{{Value(number) / 1000m:0.000}}}""")),
        Quality = DeliveryQuality.AtLeastOnce,
        PacketId = (ushort)((number % ushort.MaxValue) + 1),
    };
}
