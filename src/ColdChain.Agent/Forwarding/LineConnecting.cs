using System.Net.Http;
using System.Net.Sockets;

namespace ColdChain.Agent.Forwarding;

/// <summary>Makes connections to the server that notice soon when nobody is at the other end any more.</summary>
/// <remarks>
/// A mobile line that goes away says nothing: packets disappear. TCP asks again after 1, 3, 7, 15 seconds, so a patient
/// attempt may sleep through the return of the line; one that gives up after <see cref="ConnectLimit"/> and begins anew does
/// not. What was sent and is not acknowledged within <see cref="UnacknowledgedLimit"/> ends the connection.
/// </remarks>
internal static class LineConnecting
{
    /// <summary>For the TCP handshake alone: three attempts of the kernel. TLS and the request have the request's time-out.</summary>
    public static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(4);

    /// <summary>Batches are made so small that a slow line carries one in less.</summary>
    public static readonly TimeSpan UnacknowledgedLimit = TimeSpan.FromSeconds(10);

    private const int LevelTcp = 6;

    /// <summary>linux/tcp.h: TCP_USER_TIMEOUT, milliseconds.</summary>
    private const int TcpUserTimeout = 18;

    /// <exception cref="SocketException">Nobody answers, or not in time.</exception>
    public static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, BandwidthBudget budget, CancellationToken cancellationToken)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConnectLimit);
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, limit.Token);
            NoticeSilence(socket);
            return new MeteredStream(new NetworkStream(socket, ownsSocket: true), budget);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void NoticeSilence(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 15);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 5);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
        if (OperatingSystem.IsLinux())
        {
            socket.SetRawSocketOption(LevelTcp, TcpUserTimeout, BitConverter.GetBytes((int)UnacknowledgedLimit.TotalMilliseconds));
        }
    }
}
