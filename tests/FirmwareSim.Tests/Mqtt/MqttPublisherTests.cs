using System.Text;
using ColdChain.Testing;

namespace FirmwareSim.Tests.Mqtt;

/// <summary>The publisher on real sockets: against a server under the test's hand, and against mosquitto.</summary>
public sealed class MqttPublisherTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeMqttServer _server = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string TruthPath => _directory.Path("truth.jsonl");

    public void Dispose()
    {
        _server.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task It_says_who_it_is_and_publishes_at_QoS_1_one_message_at_a_time()
    {
        await using RunningSim sim = await StartAsync(_server.Port, "time=none user=u password=p");

        byte[] connect = await _server.AcceptAsync(Token);
        await _server.SayAsync(FakeMqttServer.Welcome, Token);
        byte[] first = await _server.ReadPacketAsync(Token);
        await _server.SayAsync([0x40, 2, 0, 1], Token);
        byte[] second = await _server.ReadPacketAsync(Token);

        Assert.Equal(0xC0, connect[9]);
        Assert.Equal("001E" + "00026331" + "000175" + "000170", Convert.ToHexString(connect.AsSpan(10)));
        Assert.Equal((0x32, 1), (first[0], first[8]));
        Assert.Equal("{\"temperature\":-30.00}", Encoding.UTF8.GetString(first.AsSpan(9)));
        Assert.Equal((0x32, 2), (second[0], second[8]));
        Assert.Equal("{\"temperature\":-29.999}", Encoding.UTF8.GetString(second.AsSpan(9)));
    }

    [Fact] // [MQTT-4.4.0-1], [MQTT-3.3.1-1]
    public async Task What_was_not_acknowledged_goes_out_again_after_a_cut_with_its_id_and_DUP()
    {
        await using RunningSim sim = await StartAsync(_server.Port, "time=iso");
        await _server.AcceptAsync(Token);
        await _server.SayAsync(FakeMqttServer.Welcome, Token);
        byte[] first = await _server.ReadPacketAsync(Token);

        _server.Cut();
        await _server.AcceptAsync(Token);
        await _server.SayAsync(FakeMqttServer.Welcome, Token);
        byte[] again = await _server.ReadPacketAsync(Token);

        Assert.Equal((0x32, 0x3A), (first[0], again[0]));
        Assert.Equal(first[1..], again[1..]);
    }

    [Fact]
    public async Task A_message_that_nobody_acknowledges_makes_it_connect_again()
    {
        await using RunningSim sim = await StartAsync(_server.Port, "time=none patience=200ms");
        await _server.AcceptAsync(Token);
        await _server.SayAsync(FakeMqttServer.Welcome, Token);
        byte[] first = await _server.ReadPacketAsync(Token);

        await _server.AcceptAsync(Token);
        await _server.SayAsync(FakeMqttServer.Welcome, Token);
        byte[] again = await _server.ReadPacketAsync(Token);

        Assert.Equal(first[1..], again[1..]);
        Assert.Equal(0x3A, again[0]);
    }

    [Fact]
    public async Task A_refusal_or_nonsense_makes_it_come_back_later()
    {
        await using RunningSim sim = await StartAsync(_server.Port, "time=none");
        await _server.AcceptAsync(Token);
        await _server.SayAsync([0x20, 2, 0, 5], Token);
        await _server.AcceptAsync(Token);
        await _server.SayAsync([0xFF, 0xFF], Token);

        byte[] connect = await _server.AcceptAsync(Token);

        Assert.Equal(0x10, connect[0]);
    }

    [Fact]
    public async Task The_truth_has_each_message_and_each_acknowledgement()
    {
        await using RunningSim sim = await StartAsync(_server.Port, "time=none");
        await _server.AcceptAsync(Token);
        await _server.SayAsync(FakeMqttServer.Welcome, Token);
        await _server.ReadPacketAsync(Token);
        await _server.SayAsync([0x40, 2, 0, 1], Token);
        await _server.ReadPacketAsync(Token);
        await sim.EndAsync();

        string[] lines = [.. File.ReadLines(TruthPath).Where(line => line.Contains("\"packetId\":1,", StringComparison.Ordinal))];
        Assert.Equal(2, lines.Length);
        Assert.Contains("\"kind\":\"mqtt-sent\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"dup\":false,\"milliCelsius\":-30000,\"payload\":", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"mqtt-acked\"", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mosquitto_takes_its_messages()
    {
        Assert.SkipWhen(MosquittoBroker.Executable is null, MosquittoBroker.MissingReason);
        await using MosquittoBroker broker = await MosquittoBroker.StartAsync(Token);
        await using RunningSim sim = await StartAsync(broker.Port, "time=iso");

        await Eventually.HoldsAsync(
            () => File.ReadAllText(TruthPath).Split("mqtt-acked").Length > 5, "five messages are acknowledged", Token);

        Assert.Contains(broker.Lines, line => line.Contains("Received PUBLISH from c1 (d0, q1", StringComparison.Ordinal));
        Assert.DoesNotContain(broker.Lines, line => line.Contains("error", StringComparison.OrdinalIgnoreCase));
    }

    private Task<RunningSim> StartAsync(int port, string options) => RunningSim.StartAsync(
        $"""
        fridge a/f kind=refrigerator volume=150
        sensor a/f/top mqtt counting port={port} topic=t/1 client=c1 interval=20ms {options}
        """,
        TruthPath);
}
