using System.Net;
using System.Threading.Channels;
using ColdChain.Agent.Mqtt;
using ColdChain.Agent.Mqtt.Listening;
using ColdChain.Agent.Mqtt.Outlets;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>A listener on a free port of this machine, whose messages a test takes one by one.</summary>
internal sealed class RunningListener : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<MqttDelivery> _taken = Channel.CreateBounded<MqttDelivery>(10_000);
    private readonly MqttListener _listener;
    private readonly Task _running;

    public RunningListener(MqttListenerSettings? settings = null, TimeProvider? clock = null)
    {
        settings ??= new MqttListenerSettings { EndPoint = Anywhere, AllowsAnonymous = true };
        (MqttListener? listener, MqttFault? fault) = MqttListener.Start(settings, Outlet, clock ?? TimeProvider.System, Log);
        _listener = listener ?? throw new InvalidOperationException(fault!.Message);
        _running = TakeAllAsync();
    }

    public static IPEndPoint Anywhere { get; } = new(IPAddress.Loopback, 0);

    public CollectingLog<MqttListener> Log { get; } = new();

    /// <summary>What a test lets a siren hear: everything below coldchain/siren.</summary>
    public MqttOutlet Outlet { get; } = new(["coldchain/siren/#"]);

    public IPEndPoint EndPoint => _listener.EndPoint;

    /// <summary>Messages that came and were not taken by the test.</summary>
    public int Waiting => _taken.Reader.Count;

    public ValueTask<MqttDelivery> TakeAsync() => _taken.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Takes a message and acknowledges it, as an intake with a fast disk would.</summary>
    public async Task<MqttDelivery> TakeAndAcknowledgeAsync()
    {
        MqttDelivery delivery = await TakeAsync();
        await delivery.Acknowledge(TestContext.Current.CancellationToken);
        return delivery;
    }

    /// <summary>Silence is asserted: nothing unexpected may have been logged.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _stop.Dispose();
        Assert.DoesNotContain(Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    private async Task TakeAllAsync()
    {
        await foreach (MqttDelivery delivery in _listener.ReadAsync(_stop.Token))
        {
            await _taken.Writer.WriteAsync(delivery, _stop.Token);
        }
    }
}
