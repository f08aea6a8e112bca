using System.Net;
using ColdChain.Agent.Mqtt.Packets;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.Mqtt.Listening;

/// <summary>One sensor that is connected to the listener: from CONNECT to its end, whatever ends it.</summary>
internal sealed class ListenerConnection : IDisposable
{
    /// <summary>For a last answer (a refusing CONNACK, PUBACKs on the way) before the connection is broken.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    /// <summary>Answers other than PUBACKs that may wait besides a full window of them.</summary>
    private const int OtherAnswers = 16;

    private readonly ListenerRoom _room;
    private readonly MqttLink _link;
    private readonly CancellationTokenSource _stop;
    private readonly InFlightWindow _window;
    private readonly EndPoint? _from;
    private readonly Lock _lock = new();
    private string _clientId = string.Empty;
    private string _shownId = string.Empty;
    private bool _isDisposed;

    /// <param name="room">What it shares with the others.</param>
    /// <param name="stream">Owned from now on.</param>
    /// <param name="from">For the log.</param>
    /// <param name="stopping">Ends it with the listener.</param>
    public ListenerConnection(ListenerRoom room, Stream stream, EndPoint? from, CancellationToken stopping)
    {
        int capacity = room.Settings.MostInFlight + OtherAnswers;
        _room = room;
        _from = from;
        _link = new MqttLink(stream, room.Settings.LargestPacketBytes, capacity, room.Clock);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _window = new InFlightWindow(room.Settings.MostInFlight, SendPubAck);
    }

    /// <summary>Serves the client until it leaves, breaks the protocol, falls silent or is stopped.</summary>
    public async Task RunAsync()
    {
        Task sending = _link.RunSenderAsync(_stop.Token);
        try
        {
            if (await ServeAsync(_stop.Token) is MqttFault fault)
            {
                _room.Complaints.Warn($"MQTT client '{_shownId}' at {_from} was disconnected: {fault.Message}");
            }

            _link.CloseSending();
            await Task.WhenAny(sending, Task.Delay(LastWords, _room.Clock, _stop.Token));
        }
        finally
        {
            _room.Clients.Leave(_clientId, this);
            await _stop.CancelAsync();
            await _link.DisposeAsync();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Ends it from outside: its client id has come again on another connection.</summary>
    public void Abort()
    {
        lock (_lock)
        {
            _ = _isDisposed ? Task.CompletedTask : _stop.CancelAsync();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
        }

        _window.Dispose();
        _stop.Dispose();
    }

    private async Task<MqttFault?> ServeAsync(CancellationToken cancellationToken)
    {
        MqttRead first = await _link.ReadAsync(_room.Settings.ConnectTimeout, cancellationToken);
        if (first is not MqttRead.Received { Packet: ConnectPacket connect })
        {
            return await RefuseFirstAsync(first, cancellationToken);
        }

        _shownId = LogText.OneLine(connect.ClientId, ConnectDecision.LongestClientIdCharacters);
        ConnectDecision decision = ConnectDecision.Of(connect, _room.Settings);
        if (decision.Answer != ConnectReturnCode.Accepted)
        {
            await _link.SendAsync(new ConnAckPacket(false, decision.Answer), cancellationToken);
            return new MqttFault(MqttFaultKind.ConnectionRefused, $"It was refused: {decision.Reason}.");
        }

        await LetInAsync(connect, cancellationToken);
        TimeSpan patience = connect.KeepAliveSeconds == 0
            ? Timeout.InfiniteTimeSpan
            : TimeSpan.FromSeconds(connect.KeepAliveSeconds * 1.5); // [MQTT-3.1.2-24]
        while (true)
        {
            MqttRead read = await _link.ReadAsync(patience, cancellationToken);
            if (read is MqttRead.Ended ended)
            {
                return ended.Fault;
            }

            MqttPacket packet = ((MqttRead.Received)read).Packet;
            if (packet is DisconnectPacket)
            {
                _room.Log.LogDebug("MQTT client '{ClientId}' left", _shownId);
                return null;
            }

            if (await HandleAsync(packet, cancellationToken) is MqttFault fault)
            {
                return fault;
            }
        }
    }

    private async Task<MqttFault> RefuseFirstAsync(MqttRead first, CancellationToken cancellationToken)
    {
        if (first is not MqttRead.Ended ended)
        {
            return MqttFault.Malformed("Its first packet is not CONNECT [MQTT-3.1.0-1].");
        }

        if (ended.Fault.Kind == MqttFaultKind.OtherProtocolLevel)
        {
            ConnAckPacket answer = new(false, ConnectReturnCode.UnacceptableProtocolVersion);
            await _link.SendAsync(answer, cancellationToken);
        }

        return ended.Fault;
    }

    private async Task LetInAsync(ConnectPacket connect, CancellationToken cancellationToken)
    {
        _clientId = connect.ClientId.Length > 0 ? connect.ClientId : $"unnamed-{Guid.NewGuid():N}"; // [MQTT-3.1.3-6]

        bool isPresent = _room.Clients.Enter(_clientId, this, connect.IsCleanSession, out ListenerConnection? previous);
        if (previous is not null)
        {
            _room.Complaints.Warn(
                $"MQTT client '{_shownId}' came again from {_from}; its earlier connection is closed [MQTT-3.1.4-2]. "
                + "If this repeats, two sensors share one client id");
            previous.Abort();
        }

        _room.Log.LogInformation("MQTT client '{ClientId}' connected from {From}", _shownId, _from);
        await _link.SendAsync(new ConnAckPacket(isPresent, ConnectReturnCode.Accepted), cancellationToken);
    }

    private async ValueTask<MqttFault?> HandleAsync(MqttPacket packet, CancellationToken cancellationToken)
    {
        switch (packet)
        {
            case PublishPacket publish:
                return await DeliverAsync(publish, cancellationToken);
            case PingReqPacket:
                await _link.SendAsync(new PingRespPacket(), cancellationToken);
                return null;
            case SubscribePacket subscribe:
                _room.Complaints.Warn(
                    $"MQTT client '{_shownId}' wants to subscribe; this listener only takes readings and refuses (0x80)");
                DeliveryQuality?[] refused = new DeliveryQuality?[subscribe.Subscriptions.Count];
                await _link.SendAsync(new SubAckPacket(subscribe.PacketId, refused), cancellationToken);
                return null;
            case UnsubscribePacket unsubscribe:
                await _link.SendAsync(new UnsubAckPacket(unsubscribe.PacketId), cancellationToken); // [MQTT-3.10.4-5]
                return null;
            case ConnectPacket:
                return MqttFault.Malformed("It sent a second CONNECT [MQTT-3.1.0-2].");
            default:
                return MqttFault.Malformed($"It sent {packet.GetType().Name}, which no client may send here [MQTT 4.8].");
        }
    }

    private async ValueTask<MqttFault?> DeliverAsync(PublishPacket publish, CancellationToken cancellationToken)
    {
        if (publish.Quality == DeliveryQuality.ExactlyOnce)
        {
            return new MqttFault(
                MqttFaultKind.NotOffered, "It published with QoS 2; set the sensor to QoS 1, which loses nothing here either [MQTT 4.3.3].");
        }

        Func<CancellationToken, ValueTask> acknowledge = publish.Quality == DeliveryQuality.AtMostOnce
            ? static _ => ValueTask.CompletedTask
            : await _window.EnterAsync(publish.PacketId, cancellationToken);
        await _room.Deliveries.WriteAsync(new MqttDelivery(_clientId, publish, acknowledge), cancellationToken);
        return null;
    }

    private bool SendPubAck(ushort packetId)
    {
        bool isQueued = _link.Send(new PubAckPacket(packetId));
        if (!isQueued)
        {
            Abort(); // It sends and does not read: it will come again and send again.
        }

        return isQueued;
    }
}
