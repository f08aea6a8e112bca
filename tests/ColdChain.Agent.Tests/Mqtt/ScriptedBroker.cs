using System.Net;
using System.Net.Sockets;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>A server that says exactly the bytes a test wants, as a broker that is broken or none at all.</summary>
internal sealed class ScriptedBroker : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private TcpClient? _client;

    public ScriptedBroker() => _listener.Start();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Takes the connection and reads the CONNECT away.</summary>
    public async Task AcceptAsync()
    {
        _client?.Dispose();
        _client = await _listener.AcceptTcpClientAsync(Token);
        await ReadPacketAsync();
    }

    /// <summary>Takes the connection, confirms it and the subscription.</summary>
    public async Task AcceptSubscriberAsync()
    {
        await AcceptAsync();
        await SayAsync("20 02 00 00");
        string subscribe = await ReadPacketAsync();
        Assert.StartsWith("82", subscribe, StringComparison.Ordinal);
        await SayAsync("90 03 0001 01");
    }

    public async Task SayAsync(string hex) => await _client!.GetStream().WriteAsync(Wire.Bytes(hex), Token);

    /// <summary>One packet with a body of less than 128 bytes, as hexadecimal without spaces.</summary>
    public async Task<string> ReadPacketAsync()
    {
        byte[] head = new byte[2];
        await _client!.GetStream().ReadExactlyAsync(head, Token);
        byte[] body = new byte[head[1]];
        await _client.GetStream().ReadExactlyAsync(body, Token);
        return Convert.ToHexString(head) + Convert.ToHexString(body);
    }

    public void HangUp() => _client!.Dispose();

    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _listener.Dispose();
        return ValueTask.CompletedTask;
    }
}
