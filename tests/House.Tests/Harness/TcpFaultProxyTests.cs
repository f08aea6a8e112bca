using System.Net;
using System.Net.Sockets;
using ColdChain.Testing;

namespace House.Tests.Harness;

public sealed class TcpFaultProxyTests : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private readonly TcpListener _echo = new(IPAddress.Loopback, 0);
    private readonly TcpFaultProxy _proxy;

    public TcpFaultProxyTests()
    {
        _echo.Start();
        _proxy = new TcpFaultProxy(((IPEndPoint)_echo.LocalEndpoint).Port);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bytes_pass_both_ways()
    {
        (Socket near, Socket far) = await ConnectAsync();
        await near.SendAsync("up"u8.ToArray(), Token);
        Assert.Equal("up", await ReadAsync(far));
        await far.SendAsync("down"u8.ToArray(), Token);
        Assert.Equal("down", await ReadAsync(near));
        await Eventually.HoldsAsync(() => _proxy.CarriedBytes == 6, "six bytes are counted as carried", Token);
    }

    [Fact]
    public async Task A_cut_is_seen_by_both_ends_and_new_connections_are_refused()
    {
        (Socket near, Socket far) = await ConnectAsync();

        _proxy.Switch(ProxyMode.Cut);

        Assert.True(await IsGoneAsync(near));
        Assert.True(await IsGoneAsync(far));
        Assert.True(await IsRefusedAsync());
        Assert.True(_proxy.RefusedOrReset >= 2);
    }

    [Fact]
    public async Task A_half_open_line_swallows_and_is_gone_when_it_is_mended()
    {
        (Socket near, Socket far) = await ConnectAsync();
        _proxy.Switch(ProxyMode.Swallow);
        await near.SendAsync("lost"u8.ToArray(), Token);
        await Eventually.HoldsAsync(() => _proxy.LostBytes == 4, "four bytes were swallowed", Token);
        Assert.Equal(0, far.Available);

        _proxy.Switch(ProxyMode.Pass);

        Assert.True(await IsGoneAsync(near));
    }

    [Fact]
    public async Task A_lost_reply_leaves_the_request_done()
    {
        (Socket near, Socket far) = await ConnectAsync();
        _proxy.Switch(ProxyMode.LoseReplies);
        await near.SendAsync("do"u8.ToArray(), Token);
        Assert.Equal("do", await ReadAsync(far));
        await far.SendAsync("done"u8.ToArray(), Token);
        await Eventually.HoldsAsync(() => _proxy.LostBytes == 4, "the reply was swallowed", Token);
        Assert.Equal(0, near.Available);
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _echo.Dispose();
    }

    private async Task<(Socket Near, Socket Far)> ConnectAsync()
    {
        Socket near = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await near.ConnectAsync(IPAddress.Loopback, _proxy.Port, Token);
        return (near, await _echo.AcceptSocketAsync(Token));
    }

    private async Task<bool> IsRefusedAsync()
    {
        using Socket late = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await late.ConnectAsync(IPAddress.Loopback, _proxy.Port, Token);
        }
        catch (SocketException)
        {
            return true;
        }

        return await IsGoneAsync(late);
    }

    private static async Task<string> ReadAsync(Socket socket)
    {
        byte[] chunk = new byte[100];
        int count = await socket.ReceiveAsync(chunk, Token);
        return System.Text.Encoding.ASCII.GetString(chunk, 0, count);
    }

    private static async Task<bool> IsGoneAsync(Socket socket)
    {
        using CancellationTokenSource bound = CancellationTokenSource.CreateLinkedTokenSource(Token);
        bound.CancelAfter(Bound);
        try
        {
            return await socket.ReceiveAsync(new byte[1], bound.Token) == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
