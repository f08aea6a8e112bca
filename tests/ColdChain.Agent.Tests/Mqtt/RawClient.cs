using System.Net;
using System.Net.Sockets;

namespace ColdChain.Agent.Tests.Mqtt;

/// <summary>A TCP client that says exactly the bytes a test wants, as firmware of any quality would.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient _tcp = new();

    public static async Task<RawClient> ConnectAsync(IPEndPoint to)
    {
        RawClient client = new();
        await client._tcp.ConnectAsync(to, TestContext.Current.CancellationToken);
        return client;
    }

    /// <summary>Connects and says CONNECT with this client id; the CONNACK has been read.</summary>
    public static async Task<RawClient> ConnectAsync(IPEndPoint to, string clientId, ushort keepAlive = 60, bool isCleanSession = true)
    {
        RawClient client = await ConnectAsync(to);
        await client.SendAsync(Wire.Encode(new ColdChain.Agent.Mqtt.Packets.ConnectPacket
        {
            ClientId = clientId,
            IsCleanSession = isCleanSession,
            KeepAliveSeconds = keepAlive,
        }));
        Assert.Equal("2002", (await client.ReceiveAsync(4))[..4]);
        return client;
    }

    public Task SendAsync(string hex) => SendAsync(Wire.Bytes(hex));

    public Task SendAsync(ColdChain.Agent.Mqtt.Packets.MqttPacket packet) => SendAsync(Wire.Encode(packet));

    public async Task SendAsync(byte[] bytes) =>
        await _tcp.GetStream().WriteAsync(bytes, TestContext.Current.CancellationToken);

    /// <summary>So many bytes as hexadecimal, without spaces.</summary>
    public async Task<string> ReceiveAsync(int bytes)
    {
        byte[] received = new byte[bytes];
        await _tcp.GetStream().ReadExactlyAsync(received, TestContext.Current.CancellationToken);
        return Convert.ToHexString(received);
    }

    /// <summary>Waits until the other side closes, and gives what it said before.</summary>
    public async Task<string> ReceiveUntilClosedAsync()
    {
        using MemoryStream received = new();
        try
        {
            await _tcp.GetStream().CopyToAsync(received, TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // Closed by a reset, because bytes of ours were not read: closed all the same.
        }

        return Convert.ToHexString(received.ToArray());
    }

    /// <summary>True when nothing has arrived that was not read.</summary>
    public bool HasHeardNothing => _tcp.Available == 0;

    public void Dispose() => _tcp.Dispose();
}
