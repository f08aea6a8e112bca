using System.Net;
using System.Net.Sockets;

namespace FirmwareSim.Tests.Mqtt;

/// <summary>One connection after another, packet by packet, under the test's hand. Understands nothing but lengths.</summary>
internal sealed class FakeMqttServer : IDisposable
{
    public static readonly byte[] Welcome = [0x20, 2, 0, 0];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private TcpClient? _client;

    public FakeMqttServer() => _listener.Start();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Waits for a connection and takes its CONNECT; returns the packet.</summary>
    public async Task<byte[]> AcceptAsync(CancellationToken cancellationToken)
    {
        _client?.Dispose();
        _client = await _listener.AcceptTcpClientAsync(cancellationToken);
        return await ReadPacketAsync(cancellationToken);
    }

    public async Task<byte[]> ReadPacketAsync(CancellationToken cancellationToken)
    {
        NetworkStream stream = _client!.GetStream();
        byte[] head = new byte[2];
        await stream.ReadExactlyAsync(head, cancellationToken);
        Assert.InRange(head[1], 0, 127);
        byte[] body = new byte[head[1]];
        await stream.ReadExactlyAsync(body, cancellationToken);
        return [.. head, .. body];
    }

    public async Task SayAsync(byte[] bytes, CancellationToken cancellationToken) =>
        await _client!.GetStream().WriteAsync(bytes, cancellationToken);

    public void Cut() => _client?.Dispose();

    public void Dispose()
    {
        _client?.Dispose();
        _listener.Dispose();
    }
}
