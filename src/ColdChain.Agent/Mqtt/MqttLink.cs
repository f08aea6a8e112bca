using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Threading.Channels;
using ColdChain.Agent.Mqtt.Codec;
using ColdChain.Agent.Mqtt.Packets;

namespace ColdChain.Agent.Mqtt;

/// <summary>One network connection as packets both ways; the same for the listener's side and the client's.</summary>
/// <remarks>
/// <code>
/// stream --> PipeReader --> MqttFrame --> MqttDecoder --> ReadAsync          one reader
/// Send / SendAsync --> bounded queue --> MqttEncoder --> one write --> stream   RunSenderAsync
/// </code>
/// All that waits in the queue goes out in one write, so a group commit's hundred PUBACKs are one system call. The
/// stream is handed in: TLS is another stream. An idle connection holds no buffer.
/// </remarks>
public sealed class MqttLink : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly PipeReader _reader;
    private readonly PipeWriter _writer;
    private readonly Channel<MqttPacket> _outgoing;
    private readonly ITimer _patience;
    private readonly SemaphoreSlim _flushed = new(0, 1);
    private readonly TimeProvider _clock;
    private readonly int _mostUnsent;
    private volatile bool _isPatienceOver;
    private volatile bool _isClosed;

    /// <summary>Bytes read at once: some two hundred messages of a bridge.</summary>
    private const int ReadBytes = 16 * 1024;

    private static readonly TimeSpan LongestUnread = TimeSpan.FromSeconds(30);

    /// <param name="stream">Owned from now on.</param>
    /// <param name="largestPacketBytes">Longer packets are refused by their head, before they are read.</param>
    /// <param name="outgoingCapacity">
    /// Packets that may wait for the other side to read. While half of it waits nothing is read, so that answers to what
    /// was read before always have room.
    /// </param>
    /// <param name="clock">For the patience of <see cref="ReadAsync"/>.</param>
    public MqttLink(Stream stream, int largestPacketBytes, int outgoingCapacity, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        _stream = stream;
        _reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: ReadBytes, leaveOpen: true, useZeroByteReads: true));
        _writer = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
        LargestPacketBytes = largestPacketBytes;
        _clock = clock;
        _mostUnsent = outgoingCapacity / 2;
        _outgoing = Channel.CreateBounded<MqttPacket>(new BoundedChannelOptions(outgoingCapacity) { SingleReader = true });
        _patience = clock.CreateTimer(
            static link => ((MqttLink)link!).LosePatience(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Longer packets are refused by their head, before they are read.</summary>
    public int LargestPacketBytes { get; set; }

    /// <summary>How long a packet may take from its first byte to its last: who sends a byte now and then is not alive.</summary>
    public TimeSpan PacketPatience { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Nothing is taken for sending any more: the connection is over or about to be.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>The next packet, or why there will be none.</summary>
    /// <param name="patience">The longest wait for one whole packet; infinite for none.</param>
    /// <param name="cancellationToken">Ends the wait with an exception, as everywhere.</param>
    public async ValueTask<MqttRead> ReadAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        if (_outgoing.Reader.Count > _mostUnsent && !await IsSentAsync(cancellationToken))
        {
            return new MqttRead.Ended(new MqttFault(MqttFaultKind.Silent, "It does not read what it is sent."));
        }

        if (_reader.TryRead(out ReadResult read) && TryTake(read.Buffer) is MqttRead waiting)
        {
            return waiting; // No timer for what is here already: a bridge sends hundreds at once.
        }

        bool isPartial = false;
        _isPatienceOver = false;
        _patience.Change(patience, Timeout.InfiniteTimeSpan);
        try
        {
            while (true)
            {
                read = await _reader.ReadAsync(cancellationToken);
                bool hasBegun = !read.Buffer.IsEmpty;
                if (TryTake(read.Buffer) is MqttRead taken)
                {
                    return taken;
                }

                if (read.IsCompleted)
                {
                    return Lost("The other side closed the connection.");
                }

                if (read.IsCanceled && _isPatienceOver)
                {
                    return new MqttRead.Ended(new MqttFault(MqttFaultKind.Silent, isPartial
                        ? $"It did not finish a packet within {PacketPatience.TotalSeconds:0.#} s."
                        : $"Nothing was heard for {patience.TotalSeconds:0.#} s [MQTT-3.1.2-24]."));
                }

                if (hasBegun && !isPartial && IsShorter(PacketPatience, patience))
                {
                    isPartial = true;
                    _patience.Change(PacketPatience, Timeout.InfiniteTimeSpan);
                }
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException)
        {
            return Lost($"The connection broke: {gone.Message}");
        }
        finally
        {
            _patience.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Queues a packet without waiting; false when the other side has not read for so long that the queue is full.</summary>
    public bool Send(MqttPacket packet) => _outgoing.Writer.TryWrite(packet);

    /// <summary>Queues a packet, waiting for room.</summary>
    public ValueTask SendAsync(MqttPacket packet, CancellationToken cancellationToken) =>
        _outgoing.Writer.WriteAsync(packet, cancellationToken);

    /// <summary>What is queued will be sent, nothing further is taken, and <see cref="RunSenderAsync"/> then ends.</summary>
    public void CloseSending()
    {
        _isClosed = true;
        _outgoing.Writer.TryComplete();
        TellFlushed();
    }

    /// <summary>Writes out what is queued until <see cref="CloseSending"/>, the token, or the end of the connection.</summary>
    public async Task RunSenderAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await _outgoing.Reader.WaitToReadAsync(cancellationToken))
            {
                while (_outgoing.Reader.TryRead(out MqttPacket? packet))
                {
                    MqttEncoder.Encode(packet, _writer);
                }

                await _writer.FlushAsync(cancellationToken);
                TellFlushed();
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException)
        {
            CloseSending(); // The reading side hears of the broken connection too, and says so with its reason.
        }
    }

    /// <summary>Breaks the connection at once: reading ends with ConnectionLost, sending ends.</summary>
    public void Break() => _stream.Dispose();

    public async ValueTask DisposeAsync()
    {
        CloseSending();
        await _patience.DisposeAsync();
        await _stream.DisposeAsync();
    }

    /// <summary>Waits until most of what is queued is sent; false when the other side takes none of it for too long.</summary>
    private async ValueTask<bool> IsSentAsync(CancellationToken cancellationToken)
    {
        TimeSpan patience = PacketPatience == Timeout.InfiniteTimeSpan ? LongestUnread : PacketPatience;
        while (!_isClosed && _outgoing.Reader.Count > _mostUnsent)
        {
            using CancellationTokenSource slow = new(patience, _clock);
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(slow.Token, cancellationToken);
            await _flushed.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            if (slow.IsCancellationRequested)
            {
                return false;
            }
        }

        return true;
    }

    private void TellFlushed()
    {
        lock (_flushed)
        {
            _ = _flushed.CurrentCount > 0 ? 0 : _flushed.Release();
        }
    }

    private MqttRead? TryTake(ReadOnlySequence<byte> bytes)
    {
        bool hasHead = MqttFrame.TryRead(bytes, LargestPacketBytes, out MqttFrame frame, out MqttFault? fault);
        fault = bytes.IsEmpty ? null : MqttDecoder.FaultOf(bytes.FirstSpan[0]) ?? fault;
        if (fault is not null)
        {
            _reader.AdvanceTo(bytes.Start);
            return new MqttRead.Ended(fault);
        }

        if (!hasHead || bytes.Length < frame.Length)
        {
            _reader.AdvanceTo(bytes.Start, bytes.End);
            return null;
        }

        ReadOnlySequence<byte> body = bytes.Slice(frame.HeaderLength, frame.BodyLength);
        ReadOnlySpan<byte> span = body.IsSingleSegment ? body.FirstSpan : body.ToArray();
        bool isPacket = MqttDecoder.TryDecode(frame.FirstByte, span, out MqttPacket? packet, out fault);
        _reader.AdvanceTo(bytes.GetPosition(frame.Length));
        return isPacket ? new MqttRead.Received(packet!) : new MqttRead.Ended(fault!);
    }

    private static bool IsShorter(TimeSpan one, TimeSpan other) =>
        one != Timeout.InfiniteTimeSpan && (other == Timeout.InfiniteTimeSpan || one < other);

    private void LosePatience()
    {
        _isPatienceOver = true;
        _reader.CancelPendingRead();
    }

    private static MqttRead.Ended Lost(string message) => new(new MqttFault(MqttFaultKind.ConnectionLost, message));
}
