using System.Net;
using System.Net.Sockets;

namespace ColdChain.Testing;

/// <summary>A piece of network between two programs that a test can cut, delay or leave half-open.</summary>
/// <remarks>
/// Listens on a loopback port of its own for as long as it lives, so that a program keeps its configuration while the
/// other side dies and comes back. Changing the mode drops every connection that has lost bytes: a stream with a hole
/// in it exists in no real network.
/// </remarks>
public sealed class TcpFaultProxy : IAsyncDisposable
{
    private const int ChunkBytes = 16 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _targetPort;
    private readonly CancellationTokenSource _ending = new();
    private readonly HashSet<Connection> _open = [];
    private readonly Lock _openLock = new();
    private readonly Task _accepting;
    private volatile ProxyMode _mode = ProxyMode.Pass;
    private long _carriedBytes;
    private long _lostBytes;
    private int _refused;

    /// <param name="targetPort">The loopback port behind the proxy; nobody needs to listen there yet.</param>
    public TcpFaultProxy(int targetPort)
    {
        _targetPort = targetPort;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public ProxyMode Mode => _mode;

    /// <summary>How long each chunk waits before it is carried on.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>How much each direction of a connection carries at most; null for as much as comes.</summary>
    public int? BytesPerSecond { get; set; }

    public long CarriedBytes => Interlocked.Read(ref _carriedBytes);

    /// <summary>Bytes that a fault has eaten; proves that a fault met traffic.</summary>
    public long LostBytes => Interlocked.Read(ref _lostBytes);

    /// <summary>Connections closed because the line was cut; proves that a cut was noticed.</summary>
    public int RefusedOrReset => Volatile.Read(ref _refused);

    /// <summary>A tenth of a second's worth, so that a slow line trickles.</summary>
    private int Portion => BytesPerSecond is { } speed ? Math.Clamp(speed / 10, 1, ChunkBytes) : ChunkBytes;

    public void Switch(ProxyMode mode)
    {
        Connection[] toDrop;
        lock (_openLock)
        {
            _mode = mode;
            toDrop = [.. _open.Where(connection => mode == ProxyMode.Cut || connection.HasHole)];
        }

        foreach (Connection connection in toDrop)
        {
            if (mode == ProxyMode.Cut)
            {
                Interlocked.Increment(ref _refused);
            }

            connection.Reset();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        Switch(ProxyMode.Cut);
        await _accepting;
        _ending.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> carrying = [];
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                Socket near = await _listener.AcceptSocketAsync(_ending.Token);
                carrying.RemoveAll(task => task.IsCompleted);
                carrying.Add(CarryAsync(near));
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException)
            {
                break;
            }
        }

        await Task.WhenAll(carrying);
    }

    private async Task CarryAsync(Socket near)
    {
        Socket far = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using Connection connection = new(near, far);
        lock (_openLock)
        {
            _open.Add(connection);
        }

        try
        {
            if (_mode == ProxyMode.Cut)
            {
                Interlocked.Increment(ref _refused);
                connection.Reset();
                return;
            }

            await far.ConnectAsync(IPAddress.Loopback, _targetPort, _ending.Token);
            await Task.WhenAny(
                PumpAsync(connection, near, far, isReply: false), PumpAsync(connection, far, near, isReply: true));
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Nobody listens behind the proxy, or the test is over: the caller sees a reset, as in a real network.
        }
        finally
        {
            lock (_openLock)
            {
                _open.Remove(connection);
            }

            connection.Reset();
        }
    }

    private async Task PumpAsync(Connection connection, Socket from, Socket to, bool isReply)
    {
        byte[] chunk = new byte[ChunkBytes];
        try
        {
            while (await from.ReceiveAsync(chunk.AsMemory(0, Portion), _ending.Token) is int count && count > 0)
            {
                if (BytesPerSecond is { } speed)
                {
                    await Task.Delay(TimeSpan.FromSeconds((double)count / speed), TimeProvider.System, _ending.Token);
                }

                if (Delay > TimeSpan.Zero)
                {
                    await Task.Delay(Delay, TimeProvider.System, _ending.Token);
                }

                ProxyMode mode = _mode;
                bool isLost = mode == ProxyMode.Swallow || mode == (isReply ? ProxyMode.LoseReplies : ProxyMode.LoseRequests);
                if (isLost || connection.HasHole)
                {
                    connection.HasHole = true;
                    Interlocked.Add(ref _lostBytes, count);
                    continue;
                }

                await to.SendAsync(chunk.AsMemory(0, count), _ending.Token);
                Interlocked.Add(ref _carriedBytes, count);
            }
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side went away: the other is reset by the caller.
        }
    }

    private sealed class Connection(Socket near, Socket far) : IDisposable
    {
        public volatile bool HasHole;

        /// <summary>RST and not FIN: the line was cut, nobody said goodbye.</summary>
        public void Reset()
        {
            near.Close(0);
            far.Close(0);
        }

        public void Dispose()
        {
            near.Dispose();
            far.Dispose();
        }
    }
}
