using System.Net;
using System.Text;
using ColdChain.Agent.Mqtt.Packets;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>A sensor with a flash of its own: it forgets a message when it has heard the PUBACK, and sends it again with DUP otherwise.</summary>
internal sealed class FaultySensorClient(int number, int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<Written> _book = [];
    private readonly Queue<Written> _unacknowledged = new();
    private RawClient? _connection;

    public string Name { get; } = $"gaochuan/fridge-{number}/top";

    public ushort NextId { get; set; } = 65_525;

    /// <summary>Always the same temperature, so that only id and DUP tell messages apart.</summary>
    public bool IsMonotonous { get; init; }

    public HashSet<ushort> IdsUsed { get; } = [];

    public int Sent => _book.Count;

    public int Unacknowledged => _unacknowledged.Count;

    public async Task ConnectAsync(int port)
    {
        _connection?.Dispose();
        _connection = await RawClient.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), $"sensor-{number}", isCleanSession: false);
    }

    /// <summary>Comes again without ending the connection before.</summary>
    public async Task<RawClient> TakeOverAsync(int port)
    {
        RawClient old = _connection!;
        _connection = null;
        await ConnectAsync(port);
        return old;
    }

    /// <summary>Measures and sends; what was not acknowledged goes first, with DUP [MQTT-4.4.0-1].</summary>
    public async Task SendAsync(int newMessages)
    {
        for (int i = 0; i < newMessages; i++)
        {
            Written written = new(_book.Count, IsMonotonous ? 4_000 : 2_000 + (_random.Next(60) * 100), NextId);
            IdsUsed.Add(NextId);
            NextId = NextId == ushort.MaxValue ? (ushort)1 : (ushort)(NextId + 1);
            _book.Add(written);
            _unacknowledged.Enqueue(written);
            await _connection!.SendAsync(Packet(written, isAgain: false));
        }
    }

    public async Task SendAgainAsync()
    {
        foreach (Written written in _unacknowledged)
        {
            await _connection!.SendAsync(Packet(written, isAgain: true));
        }
    }

    public async Task SendHalfAsync()
    {
        byte[] whole = Wire.Encode(Packet(new Written(-1, 9_999, NextId), isAgain: false));
        await _connection!.SendAsync(whole[..(whole.Length / 2)]);
    }

    /// <summary>Hears as many PUBACKs as messages are unacknowledged; they must be those, in order [MQTT-4.6.0-2].</summary>
    public async Task HearAllAsync()
    {
        while (_unacknowledged.TryPeek(out Written? written))
        {
            Assert.Equal($"4002{written.Id:X4}", await _connection!.ReceiveAsync(4));
            _unacknowledged.Dequeue();
        }
    }

    public async Task SkipAsync(int acknowledgements) => await _connection!.ReceiveAsync(4 * acknowledgements);

    public void Cut()
    {
        _connection?.Dispose();
        _connection = null;
    }

    /// <summary>The journal against the book: each message once, with its value, in the order in which it was measured.</summary>
    public void Check(IReadOnlyList<StoredReading> stored) => Assert.Equal(
        _book.Select(written => written.MilliCelsius), stored.Where(reading => reading.Sensor == Name).Select(reading => reading.MilliCelsius));

    private PublishPacket Packet(Written written, bool isAgain) => new()
    {
        Topic = $"coldchain/fridge-{number}/top/reading",
        Payload = Encoding.UTF8.GetBytes($$"""{"temperature":{{written.MilliCelsius / 1000}}.{{written.MilliCelsius % 1000:000}}}"""),
        Quality = DeliveryQuality.AtLeastOnce,
        PacketId = written.Id,
        IsRedelivery = isAgain,
    };

    private sealed record Written(int Number, long MilliCelsius, ushort Id);
}
