using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace ColdChain.Testing;

/// <summary>A long thin line between two programs: so many bytes a second each way, shared by all connections, and a delay.</summary>
/// <remarks>
/// What enters waits until the line has carried what entered before it, then travels for half a round trip. Nothing is
/// lost; a <see cref="TcpFaultProxy"/> behind it loses.
/// </remarks>
public sealed class TcpSlowLine : IAsyncDisposable
{
    private const int ChunkBytes = 512;

    /// <summary>What may be under way in one direction of a connection: the buffer of a cheap modem.</summary>
    private const int MostUnderWay = 64;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly int _targetPort;
    private readonly TimeSpan _oneWay;
    private readonly Direction _up;
    private readonly Direction _down;
    private readonly Task _accepting;

    /// <param name="targetPort">The loopback port behind the line.</param>
    /// <param name="bytesPerSecond">In each direction.</param>
    /// <param name="roundTrip">Both ways together.</param>
    public TcpSlowLine(int targetPort, int bytesPerSecond, TimeSpan roundTrip)
    {
        _targetPort = targetPort;
        _oneWay = roundTrip / 2;
        _up = new Direction(bytesPerSecond);
        _down = new Direction(bytesPerSecond);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
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
        using Socket far = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        near.NoDelay = true;
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _targetPort, over.Token);
            await Task.WhenAny(CarryAsync(near, far, _up, over.Token), CarryAsync(far, near, _down, over.Token));
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException)
        {
            // Nobody listens behind the line, or the test is over: the caller sees a reset.
        }

        await over.CancelAsync();
        near.Close(0);
        near.Dispose();
        far.Close(0);
    }

    private async Task CarryAsync(Socket from, Socket to, Direction direction, CancellationToken cancellationToken)
    {
        Channel<(long Due, byte[] Bytes)> underWay = Channel.CreateBounded<(long, byte[])>(MostUnderWay);
        Task delivering = DeliverAsync(underWay.Reader, to, cancellationToken);
        byte[] chunk = new byte[ChunkBytes];
        try
        {
            while (await from.ReceiveAsync(chunk, cancellationToken) is int count && count > 0)
            {
                await direction.PassAsync(count, cancellationToken);
                long due = TimeProvider.System.GetTimestamp() + (long)(_oneWay.TotalSeconds * TimeProvider.System.TimestampFrequency);
                await underWay.Writer.WriteAsync((due, chunk[..count]), cancellationToken);
            }
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side went away: the other is reset by the caller.
        }

        underWay.Writer.Complete();
        await delivering;
    }

    private static async Task DeliverAsync(ChannelReader<(long Due, byte[] Bytes)> underWay, Socket to, CancellationToken cancellationToken)
    {
        try
        {
            await foreach ((long due, byte[] bytes) in underWay.ReadAllAsync(cancellationToken))
            {
                TimeSpan left = TimeProvider.System.GetElapsedTime(TimeProvider.System.GetTimestamp(), due);
                if (left > TimeSpan.Zero)
                {
                    await Task.Delay(left, TimeProvider.System, cancellationToken);
                }

                await to.SendAsync(bytes, cancellationToken);
            }
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // As above.
        }
    }

    /// <summary>One way of the line: whoever passes waits for those before.</summary>
    private sealed class Direction(int bytesPerSecond)
    {
        private readonly Lock _lock = new();
        private long _freeAt = TimeProvider.System.GetTimestamp();

        public async Task PassAsync(int bytes, CancellationToken cancellationToken)
        {
            long now = TimeProvider.System.GetTimestamp();
            TimeSpan wait;
            lock (_lock)
            {
                _freeAt = Math.Max(_freeAt, now) + (bytes * TimeProvider.System.TimestampFrequency / bytesPerSecond);
                wait = TimeProvider.System.GetElapsedTime(now, _freeAt);
            }

            await Task.Delay(wait, TimeProvider.System, cancellationToken);
        }
    }
}
