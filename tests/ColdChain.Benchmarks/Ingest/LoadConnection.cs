using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ColdChain.Benchmarks.Ingest;

/// <summary>One connection of the load client: writes requests as they are, reads of an answer no more than it must.</summary>
/// <remarks>Understands answers with a length, in chunks, and without a body; what closes is opened again with the next request.</remarks>
internal sealed class LoadConnection(IPEndPoint server) : IDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private Socket? _socket;
    private int _filled;

    public void Dispose() => _socket?.Dispose();

    public async Task<LoadAnswer> SendAsync(LoadRequest request, CancellationToken cancellationToken)
    {
        long began = Stopwatch.GetTimestamp();
        try
        {
            Socket socket = _socket ??= await ConnectAsync(cancellationToken);
            _filled = 0;
            for (ReadOnlyMemory<byte> rest = request.Bytes; rest.Length > 0;)
            {
                rest = rest[await socket.SendAsync(rest, SocketFlags.None, cancellationToken)..];
            }

            (int status, TimeSpan retryAfter) = await ReadAsync(socket, cancellationToken);
            return new LoadAnswer(status, retryAfter, Stopwatch.GetElapsedTime(began));
        }
        catch (SocketException)
        {
            Close();
            return new LoadAnswer(0, TimeSpan.Zero, Stopwatch.GetElapsedTime(began));
        }
    }

    /// <summary>The same; not answered by then, the connection is closed and the answer is none.</summary>
    public async Task<LoadAnswer> SendAsync(LoadRequest request, TimeSpan patience, CancellationToken cancellationToken)
    {
        using CancellationTokenSource waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        waiting.CancelAfter(patience);
        try
        {
            return await SendAsync(request, waiting.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Close();
            return new LoadAnswer(0, TimeSpan.Zero, patience);
        }
    }

    private void Close()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server, cancellationToken);
        return socket;
    }

    private async Task<(int Status, TimeSpan RetryAfter)> ReadAsync(Socket socket, CancellationToken cancellationToken)
    {
        int end;
        while ((end = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!await FillAsync(socket, cancellationToken))
            {
                return (0, TimeSpan.Zero);
            }
        }

        AnswerHead head = AnswerHead.Of(_buffer.AsSpan(0, end + 2));
        int begin = end + 4;
        while (head.IsChunked ? !_buffer.AsSpan(begin, _filled - begin).EndsWith("0\r\n\r\n"u8) : _filled - begin < head.Length)
        {
            if (_filled == _buffer.Length)
            {
                // What it says is of no interest here, only where it ends.
                int kept = head.IsChunked ? 5 : 0;
                head = head with { Length = head.Length - (_filled - begin) };
                _buffer.AsSpan(_filled - kept, kept).CopyTo(_buffer);
                (begin, _filled) = (0, kept);
            }

            if (!await FillAsync(socket, cancellationToken))
            {
                return (head.Status, head.RetryAfter);
            }
        }

        if (head.IsLast)
        {
            Close();
        }

        return (head.Status, head.RetryAfter);
    }

    private async Task<bool> FillAsync(Socket socket, CancellationToken cancellationToken)
    {
        int read = await socket.ReceiveAsync(_buffer.AsMemory(_filled), SocketFlags.None, cancellationToken);
        _filled += read;
        if (read == 0)
        {
            Close();
        }

        return read > 0;
    }

    private readonly record struct AnswerHead(int Status, long Length, bool IsChunked, bool IsLast, TimeSpan RetryAfter)
    {
        /// <summary>From the status line up to and including the end of the last header.</summary>
        public static AnswerHead Of(ReadOnlySpan<byte> head)
        {
            int status = (int)Number(head[9..]);
            return new AnswerHead(
                status,
                Value(head, "\r\ncontent-length:"u8) is { Length: > 0 } length ? Number(length) : 0,
                Value(head, "\r\ntransfer-encoding:"u8).StartsWith("chunked"u8),
                Value(head, "\r\nconnection:"u8).StartsWith("close"u8),
                TimeSpan.FromSeconds(Value(head, "\r\nretry-after:"u8) is { Length: > 0 } wait ? Number(wait) : 0));
        }

        private static long Number(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text, out long number, out _) ? number : 0;

        private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
        {
            for (int at = 0; at + name.Length < head.Length; at++)
            {
                if (System.Text.Ascii.EqualsIgnoreCase(head.Slice(at, name.Length), name))
                {
                    return head[(at + name.Length)..].TrimStart((byte)' ');
                }
            }

            return [];
        }
    }
}
