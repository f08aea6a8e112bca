using System.Text;
using System.Threading.Channels;
using ColdChain.Agent.Mqtt;
using ColdChain.Agent.Mqtt.Connecting;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>A connection to a broker that is being read; a test takes its arrivals one by one.</summary>
internal sealed class Subscriber : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<MqttArrival> _arrivals = Channel.CreateBounded<MqttArrival>(10_000);
    private readonly IMqttConnection _connection;
    private readonly Task _reading;

    public Subscriber(IMqttConnection connection)
    {
        _connection = connection;
        _reading = ReadAsync();
    }

    public static MqttConnectionSettings Settings(int port) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        ClientId = "agent",
        Filters = ["fridge/+"],
        ConnectTimeout = TimeSpan.FromSeconds(5),
    };

    /// <summary>The client that this build uses.</summary>
    public static Subscriber At(int port, Func<MqttConnectionSettings, MqttConnectionSettings>? with = null)
    {
        MqttConnectionSettings settings = Settings(port);
        return new Subscriber(MqttConnections.Create(with?.Invoke(settings) ?? settings, TimeProvider.System, new CollectingLog<Subscriber>()));
    }

    public async Task<MqttArrival> NextAsync() => await _arrivals.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>The next message; a confirmation of the subscription may come before it.</summary>
    public async Task<MqttDelivery> NextMessageAsync()
    {
        MqttArrival arrival = await NextAsync();
        arrival = arrival is MqttArrival.Subscribed ? await NextAsync() : arrival;
        return Assert.IsType<MqttArrival.Message>(arrival).Delivery;
    }

    public async Task<MqttFault> EndAsync()
    {
        MqttArrival arrival = await NextAsync();
        arrival = arrival is MqttArrival.Subscribed ? await NextAsync() : arrival;
        return Assert.IsType<MqttArrival.Ended>(arrival).Fault;
    }

    public async Task IsSubscribedAsync() => Assert.Empty(Assert.IsType<MqttArrival.Subscribed>(await NextAsync()).Refused);

    public static string Text(MqttDelivery delivery) => Encoding.UTF8.GetString(delivery.Message.Payload.Span);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.True(_reading.IsCanceled || _reading.IsCompletedSuccessfully, $"reading threw: {_reading.Exception}");
        await _connection.DisposeAsync();
        _stop.Dispose();
    }

    private async Task ReadAsync()
    {
        await foreach (MqttArrival arrival in _connection.ReadAsync(_stop.Token))
        {
            await _arrivals.Writer.WriteAsync(arrival, _stop.Token);
        }
    }
}
