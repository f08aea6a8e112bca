using System.Net.Sockets;
using System.Text;
using FirmwareSim.Live;
using FirmwareSim.Scenarios;
using FirmwareSim.Truth;

namespace FirmwareSim.Mqtt;

/// <summary>One connection of a publisher, from CONNECT to whatever ends it.</summary>
internal sealed class MqttSession(MqttSensorPlan plan, OutgoingStore store, FaultSchedule faults, TruthLog truth, TimeProvider clock)
{
    /// <summary>Between looks at faults, keep-alive and patience; none of them needs to be finer.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly MqttAnswerReader _reader = new();
    private readonly byte[] _bytes = new byte[512];
    private long _lastSentAt = clock.GetTimestamp();
    private long _lastProgressAt = clock.GetTimestamp();

    /// <summary>Set once the server has welcomed us.</summary>
    public bool WasWelcome { get; private set; }

    /// <summary>Runs until the connection ends; always leaves by an exception that says why.</summary>
    /// <exception cref="PublisherEnd">Our decision, or the server's word.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="SocketException">It could not be made, or broke.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(plan.Host, plan.Port, cancellationToken)
            .AsTask().WaitAsync(plan.AckPatience, clock, cancellationToken);
        await using NetworkStream stream = new(socket);
        await GreetAsync(stream, cancellationToken);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task listening = ListenAsync(stream, ending.Token);
        Task sending = SendAsync(stream, ending.Token);
        Task first = await Task.WhenAny(listening, sending);
        await ending.CancelAsync();
        try
        {
            await first;
        }
        finally
        {
            await Task.WhenAll(listening, sending).ContinueWith(
                static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            await SayGoodbyeAsync(stream, cancellationToken);
        }
    }

    private async Task GreetAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        ushort keepAlive = (ushort)Math.Min(ushort.MaxValue, plan.KeepAlive.TotalSeconds);
        byte[] connect = MqttWriter.Connect(
            new ConnectOptions(plan.ClientId, plan.CleanSession, keepAlive, plan.UserName, plan.Password));
        await stream.WriteAsync(connect, cancellationToken);
        MqttAnswer? answer = null;
        while (answer is null)
        {
            IReadOnlyList<MqttAnswer> answers = await ReceiveAsync(stream, plan.AckPatience, cancellationToken);
            answer = answers.Count > 0 ? answers[0] : null;
        }

        switch (answer)
        {
            case MqttAnswer.Connected { ReturnCode: 0 } connected:
                WasWelcome = true;
                truth.Write(Line("mqtt-connected") with { Detail = connected.SessionPresent ? "session present" : "new session" });
                break;
            case MqttAnswer.Connected refused:
                throw new PublisherEnd($"refused with return code {refused.ReturnCode}");
            case MqttAnswer.Nonsense nonsense:
                throw new PublisherEnd(nonsense.Why);
            default:
                throw new PublisherEnd("the first answer was not CONNACK");
        }
    }

    private async Task ListenAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        while (true)
        {
            foreach (MqttAnswer answer in await ReceiveAsync(stream, Timeout.InfiniteTimeSpan, cancellationToken))
            {
                switch (answer)
                {
                    case MqttAnswer.Acknowledged acknowledged:
                        Acknowledge(acknowledged.PacketId);
                        break;
                    case MqttAnswer.Pong:
                        break;
                    case MqttAnswer.Nonsense nonsense:
                        throw new PublisherEnd(nonsense.Why);
                    default:
                        throw new PublisherEnd("a second CONNACK");
                }
            }
        }
    }

    private void Acknowledge(ushort packetId)
    {
        if (faults.IsActive(HappeningKind.LoseAcks, plan.Sensor, clock.GetUtcNow()))
        {
            truth.Write(Line("mqtt-ack-lost", store.Find(packetId)) with { PacketId = packetId });
            return;
        }

        if (store.Acknowledge(packetId) is { } message)
        {
            Volatile.Write(ref _lastProgressAt, clock.GetTimestamp());
            truth.Write(Line("mqtt-acked", message));
        }
    }

    private async Task SendAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        bool isWaiting = false;
        while (true)
        {
            Task changed = store.Changed;
            while (store.TakeNext() is { } next)
            {
                await PublishAsync(stream, next.Message, next.IsRepeat, cancellationToken);
                if (!isWaiting)
                {
                    Volatile.Write(ref _lastProgressAt, clock.GetTimestamp());
                }

                isWaiting = true;
            }

            isWaiting = store.IsAnySent;
            await KeepAliveAsync(stream, isWaiting, cancellationToken);
            using CancellationTokenSource tick = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(changed, Task.Delay(Tick, clock, tick.Token));
            await tick.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task KeepAliveAsync(NetworkStream stream, bool isWaiting, CancellationToken cancellationToken)
    {
        if (faults.IsActive(HappeningKind.Offline, plan.Sensor, clock.GetUtcNow()))
        {
            throw new PublisherEnd("no network");
        }

        if (isWaiting && clock.GetElapsedTime(Volatile.Read(ref _lastProgressAt)) > plan.AckPatience)
        {
            throw new PublisherEnd("no acknowledgement came");
        }

        // [MQTT-3.1.2-23]: something within the keep-alive; half of it leaves room for a slow line.
        if (plan.KeepAlive > TimeSpan.Zero && clock.GetElapsedTime(_lastSentAt) > plan.KeepAlive / 2)
        {
            await WriteAsync(stream, MqttWriter.PingRequest, cancellationToken);
        }
    }

    private async Task PublishAsync(
        NetworkStream stream, OutgoingMessage message, bool isRepeat, CancellationToken cancellationToken)
    {
        truth.Write(Line("mqtt-sent", message) with { IsRepeat = isRepeat });
        byte[] packet = MqttWriter.Publish(plan.Topic, message.PacketId, Encoding.UTF8.GetBytes(message.Payload), isRepeat);
        await WriteAsync(stream, packet, cancellationToken);
    }

    private async Task WriteAsync(NetworkStream stream, byte[] packet, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(packet, cancellationToken);
        _lastSentAt = clock.GetTimestamp();
    }

    private async Task<IReadOnlyList<MqttAnswer>> ReceiveAsync(
        NetworkStream stream, TimeSpan patience, CancellationToken cancellationToken)
    {
        Task<int> reading = stream.ReadAsync(_bytes, cancellationToken).AsTask();
        int count = patience == Timeout.InfiniteTimeSpan
            ? await reading
            : await reading.WaitAsync(patience, clock, cancellationToken);
        return count > 0 ? _reader.Feed(_bytes.AsSpan(0, count)) : throw new PublisherEnd("closed by the server");
    }

    /// <summary>[3.14]: said only when we end by our own will, never when a fault is played.</summary>
    private static async Task SayGoodbyeAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested && stream.Socket.Connected)
        {
            await stream.WriteAsync(MqttWriter.Disconnect, CancellationToken.None).AsTask().ContinueWith(
                static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private TruthLine Line(string kind, OutgoingMessage? message = null) => new(kind)
    {
        Sensor = plan.Sensor,
        Client = plan.ClientId,
        PacketId = message?.PacketId,
        MilliCelsius = message?.MilliCelsius,
        PayloadTime = message?.PayloadTime,
        Payload = message?.Payload,
    };
}
