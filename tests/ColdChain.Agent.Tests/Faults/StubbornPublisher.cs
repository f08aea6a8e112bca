using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ColdChain.Agent.Mqtt.Packets;
using ColdChain.Agent.Tests.Mqtt;

namespace ColdChain.Agent.Tests.Faults;

/// <summary>A sensor's firmware in the test's own process: every message has a value of its own and is repeated until it is acknowledged.</summary>
/// <remarks>The oracle of kill tests: what it sent and what it heard of stands outside of the killed process.</remarks>
internal sealed class StubbornPublisher : IAsyncDisposable
{
    private const int Window = 8;

    /// <summary>Values count from -100 °C up in thousandths, so that each is its own.</summary>
    private const int FirstMilliCelsius = -100_000;

    private readonly int _port;
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, ushort> _unacknowledged = [];
    private readonly HashSet<int> _acknowledged = [];
    private readonly Task _running;
    private int _next = FirstMilliCelsius;

    public StubbornPublisher(int port)
    {
        _port = port;
        _running = Task.Run(RunAsync);
    }

    public int Repeated { get; private set; }

    public int AcknowledgedCount
    {
        get
        {
            lock (_lock)
            {
                return _acknowledged.Count;
            }
        }
    }

    public (int[] Sent, int[] Acknowledged) Truth()
    {
        lock (_lock)
        {
            return ([.. Enumerable.Range(FirstMilliCelsius, _next - FirstMilliCelsius)], [.. _acknowledged]);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _running;
        _ending.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            await Record.ExceptionAsync(ConnectedAsync);
            await Record.ExceptionAsync(() => Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, _ending.Token));
        }
    }

    private async Task ConnectedAsync()
    {
        using TcpClient tcp = new() { NoDelay = true };
        await tcp.ConnectAsync(IPAddress.Loopback, _port, _ending.Token);
        NetworkStream line = tcp.GetStream();
        await line.WriteAsync(Wire.Encode(new ConnectPacket { ClientId = "stubborn", IsCleanSession = false, KeepAliveSeconds = 60 }), _ending.Token);
        await line.ReadExactlyAsync(new byte[4], _ending.Token);
        foreach ((int value, ushort packet) in Unacknowledged())
        {
            Repeated++;
            await SendAsync(line, value, packet, isRedelivery: true);
        }

        byte[] answer = new byte[4];
        while (true)
        {
            while (TryNext(out int value, out ushort packet))
            {
                await SendAsync(line, value, packet, isRedelivery: false);
            }

            await line.ReadExactlyAsync(answer, _ending.Token);
            Assert.Equal(0x40, answer[0]);
            Take((ushort)((answer[2] << 8) | answer[3]));
        }
    }

    private async Task SendAsync(NetworkStream line, int value, ushort packet, bool isRedelivery) =>
        await line.WriteAsync(
            Wire.Encode(new PublishPacket
            {
                Topic = "kill/a/b/top",
                Payload = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"temperature":{{value / 1000m}}}""")),
                Quality = DeliveryQuality.AtLeastOnce,
                PacketId = packet,
                IsRedelivery = isRedelivery,
            }),
            _ending.Token);

    private KeyValuePair<int, ushort>[] Unacknowledged()
    {
        lock (_lock)
        {
            return [.. _unacknowledged];
        }
    }

    private bool TryNext(out int value, out ushort packet)
    {
        lock (_lock)
        {
            (value, packet) = (_next, (ushort)(((_next - FirstMilliCelsius) % 60_000) + 1));
            if (_unacknowledged.Count >= Window)
            {
                return false;
            }

            _unacknowledged[_next++] = packet;
            return true;
        }
    }

    private void Take(ushort packet)
    {
        lock (_lock)
        {
            int value = _unacknowledged.First(waiting => waiting.Value == packet).Key;
            _unacknowledged.Remove(value);
            _acknowledged.Add(value);
        }
    }
}
