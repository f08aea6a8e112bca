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
/// stream is handed in: TLS will be another stream.
/// </remarks>
public sealed class MqttLink : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly PipeReader _reader;
    private readonly PipeWriter _writer;
    private readonly Channel<MqttPacket> _outgoing;
    private readonly int _largestPacketBytes;
    private readonly ITimer _patience;
    private volatile bool _isPatienceOver;

    /// <param name="stream">Owned from now on.</param>
    /// <param name="largestPacketBytes">Longer packets are refused by their head, before they are read.</param>
    /// <param name="outgoingCapacity">Packets that may wait for the other side to read.</param>
    /// <param name="clock">For the patience of <see cref="ReadAsync"/>.</param>
    public MqttLink(Stream stream, int largestPacketBytes, int outgoingCapacity, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        _stream = stream;
        _reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
        _writer = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
        _largestPacketBytes = largestPacketBytes;
        _outgoing = Channel.CreateBounded<MqttPacket>(new BoundedChannelOptions(outgoingCapacity) { SingleReader = true });
        _patience = clock.CreateTimer(
            static link => ((MqttLink)link!).LosePatience(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The next packet, or why there will be none.</summary>
    /// <param name="patience">The longest wait for one whole packet; infinite for none.</param>
    /// <param name="cancellationToken">Ends the wait with an exception, as everywhere.</param>
    public async ValueTask<MqttRead> ReadAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        _isPatienceOver = false;
        _patience.Change(patience, Timeout.InfiniteTimeSpan);
        try
        {
            while (true)
            {
                ReadResult read = await _reader.ReadAsync(cancellationToken);
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
                    return new MqttRead.Ended(new MqttFault(
                        MqttFaultKind.Silent, $"Nothing was heard for {patience.TotalSeconds:0.#} s [MQTT-3.1.2-24]."));
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
    public void CloseSending() => _outgoing.Writer.TryComplete();

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
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException)
        {
            // The reading side hears of the broken connection too, and says so with its reason.
            _outgoing.Writer.TryComplete();
        }
    }

    /// <summary>Breaks the connection at once: reading ends with ConnectionLost, sending ends.</summary>
    public void Break() => _stream.Dispose();

    public async ValueTask DisposeAsync()
    {
        _outgoing.Writer.TryComplete();
        await _patience.DisposeAsync();
        await _stream.DisposeAsync();
    }

    private MqttRead? TryTake(ReadOnlySequence<byte> bytes)
    {
        bool hasHead = MqttFrame.TryRead(bytes, _largestPacketBytes, out MqttFrame frame, out MqttFault? fault);
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

    private void LosePatience()
    {
        _isPatienceOver = true;
        _reader.CancelPendingRead();
    }

    private static MqttRead.Ended Lost(string message) => new(new MqttFault(MqttFaultKind.ConnectionLost, message));
}
