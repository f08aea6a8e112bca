using System.Net;
using ColdChain.Agent.Mqtt.Outlets;
using ColdChain.Agent.Mqtt.Packets;
using ColdChain.Agent.Mqtt.Securing;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.Mqtt.Listening;

/// <summary>One sensor that is connected to the listener: from CONNECT to its end, whatever ends it.</summary>
internal sealed class ListenerConnection : IDisposable
{
    /// <summary>For a last answer (a refusing CONNACK, PUBACKs on the way) before the connection is broken.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    /// <summary>Answers other than PUBACKs, and states of the outlet, that may wait besides a full window of them.</summary>
    private const int OtherAnswers = 256;

    /// <summary>No CONNECT of a sensor is longer, will and all; before it we do not know who asks for our memory.</summary>
    private const int LargestConnectBytes = 16 * 1024;

    private readonly ListenerRoom _room;
    private readonly MqttLink _link;
    private readonly CancellationTokenSource _stop;
    private readonly InFlightWindow _window;
    private readonly EndPoint? _from;
    private readonly Lock _lock = new();
    private readonly string? _certified;
    private readonly MessageAllowance _allowance;
    private readonly Func<MqttPacket, bool> _tell;
    private OutletSession? _session;
    private WillMessage? _will;
    private bool _keepsSession;
    private bool _isSlowed;
    private string _clientId = string.Empty;
    private string _shownId = string.Empty;
    private bool _isDisposed;

    /// <param name="room">What it shares with the others.</param>
    /// <param name="entry">Its stream is owned from now on.</param>
    /// <param name="from">For the log.</param>
    /// <param name="stopping">Ends it with the listener.</param>
    public ListenerConnection(ListenerRoom room, TlsEntry entry, EndPoint? from, CancellationToken stopping)
    {
        int capacity = (2 * room.Settings.MostInFlight) + OtherAnswers;
        _room = room;
        _from = from;
        _certified = entry.UserName;
        _allowance = new MessageAllowance(room.Settings.MostMessagesPerSecond, room.Clock);
        _tell = Send;
        _link = new MqttLink(entry.Stream!, Math.Min(LargestConnectBytes, room.Settings.LargestPacketBytes), capacity, room.Clock)
        {
            PacketPatience = room.Settings.PacketTimeout,
        };
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _window = new InFlightWindow(room.Settings.MostInFlight, _tell);
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
                await PublishWillAsync(fault, _stop.Token);
            }

            _link.CloseSending();
            await Task.WhenAny(sending, Task.Delay(LastWords, _room.Clock, _stop.Token));
        }
        finally
        {
            _room.Clients.Leave(_clientId, this);
            _ = _session is null || Detach(_session);
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
        ConnectDecision decision = ConnectDecision.Of(connect, _room.Settings, _certified);
        if (decision.Answer != ConnectReturnCode.Accepted)
        {
            await _link.SendAsync(new ConnAckPacket(false, decision.Answer), cancellationToken);
            return new MqttFault(MqttFaultKind.ConnectionRefused, $"It was refused: {decision.Reason}.");
        }

        await LetInAsync(connect, cancellationToken);
        return await ConverseAsync(connect, cancellationToken);
    }

    private async Task<MqttFault?> ConverseAsync(ConnectPacket connect, CancellationToken cancellationToken)
    {
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
                _will = null; // [MQTT-3.14.4-3]
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

        MqttPacket? answer = ended.Fault.Kind switch
        {
            MqttFaultKind.OtherProtocolLevel => new ConnAckPacket(false, ConnectReturnCode.UnacceptableProtocolVersion),
            MqttFaultKind.ProtocolLevel5 => new Level5RefusalPacket(),
            _ => null,
        };
        if (answer is not null)
        {
            await _link.SendAsync(answer, cancellationToken);
        }

        return ended.Fault;
    }

    private async Task LetInAsync(ConnectPacket connect, CancellationToken cancellationToken)
    {
        _clientId = connect.ClientId.Length > 0 ? connect.ClientId : $"unnamed-{Guid.NewGuid():N}"; // [MQTT-3.1.3-6]

        _link.LargestPacketBytes = _room.Settings.LargestPacketBytes;
        _will = connect.Will;
        _keepsSession = !connect.IsCleanSession;
        (OutletSession session, bool isPresent) = _room.Clients.Enter(_clientId, this, connect.IsCleanSession, out ListenerConnection? previous);
        if (previous is not null)
        {
            _room.Complaints.Warn(
                $"MQTT client '{_shownId}' came again from {_from}; its earlier connection is closed [MQTT-3.1.4-2]. "
                + "If this repeats, two sensors share one client id");
            previous.Abort();
        }

        _room.Log.LogInformation("MQTT client '{ClientId}' connected from {From} {Certificate}", _shownId, _from,
            _certified is null ? string.Empty : $"with the certificate of '{LogText.OneLine(_certified, most: 60)}'");
        await _link.SendAsync(new ConnAckPacket(isPresent, ConnectReturnCode.Accepted), cancellationToken);
        _session = session;
        _room.Outlet.Attach(session, _tell);
    }

    private bool Detach(OutletSession session)
    {
        _room.Outlet.Detach(session, _tell, _keepsSession);
        return true;
    }

    /// <summary>A client that goes without DISCONNECT, or is sent away, leaves its will [MQTT-3.1.2-8]; one that comes again does not.</summary>
    private async Task PublishWillAsync(MqttFault fault, CancellationToken cancellationToken)
    {
        if (_will is { } will)
        {
            PublishPacket message = new() { Topic = will.Topic, Payload = will.Payload, Quality = DeliveryQuality.AtMostOnce };
            MqttDelivery farewell = new(_clientId, message, static _ => ValueTask.CompletedTask) { Farewell = fault.Message };
            await _room.Deliveries.WriteAsync(farewell, cancellationToken);
        }
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
            case PubRelPacket release:
                await _link.SendAsync(new PubCompPacket(release.PacketId), cancellationToken); // What it was is on the disk since its PUBREC.
                return null;
            case PubAckPacket confirmed:
                _room.Outlet.Confirm(_session!, confirmed.PacketId);
                return null;
            case SubscribePacket subscribe:
                await SubscribeAsync(subscribe, cancellationToken);
                return null;
            case UnsubscribePacket unsubscribe:
                _room.Outlet.Unsubscribe(_session!, unsubscribe.Filters);
                await _link.SendAsync(new UnsubAckPacket(unsubscribe.PacketId), cancellationToken); // [MQTT-3.10.4-5]
                return null;
            case ConnectPacket:
                return MqttFault.Malformed("It sent a second CONNECT [MQTT-3.1.0-2].");
            default:
                return MqttFault.Malformed($"It sent {packet.GetType().Name}, which no client may send here [MQTT 4.8].");
        }
    }

    private async Task SubscribeAsync(SubscribePacket subscribe, CancellationToken cancellationToken)
    {
        IReadOnlyList<DeliveryQuality?> granted = _room.Outlet.Subscribe(_session!, subscribe.Subscriptions);
        string refused = string.Join(", ", subscribe.Subscriptions.Where((_, index) => granted[index] is null).Select(one => one.Filter));
        if (refused.Length > 0)
        {
            _room.Complaints.Warn(
                $"MQTT client '{_shownId}' wants to subscribe to {LogText.OneLine(refused, most: 120)} and may not (0x80): this is no broker, outletTopics says what can be read here");
        }

        await _link.SendAsync(new SubAckPacket(subscribe.PacketId, granted), cancellationToken);
        _room.Outlet.TellRetained(_session!, subscribe.Subscriptions, granted);
    }

    private async ValueTask<MqttFault?> DeliverAsync(PublishPacket publish, CancellationToken cancellationToken)
    {
        TimeSpan wait = _allowance.Take();
        if (wait > TimeSpan.Zero)
        {
            await SlowDownAsync(wait, cancellationToken);
        }

        Func<CancellationToken, ValueTask> acknowledge = publish.Quality == DeliveryQuality.AtMostOnce
            ? static _ => ValueTask.CompletedTask
            : await _window.EnterAsync(publish, cancellationToken);
        await _room.Deliveries.WriteAsync(new MqttDelivery(_clientId, publish, acknowledge), cancellationToken);
        return null;
    }

    private Task SlowDownAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        if (!_isSlowed)
        {
            _isSlowed = true;
            _room.Complaints.Warn(
                $"MQTT client '{_shownId}' sends more than {_room.Settings.MostMessagesPerSecond} messages a second and has to wait (mostMessagesPerSecond)");
        }

        return Task.Delay(wait, _room.Clock, cancellationToken);
    }

    private bool Send(MqttPacket packet)
    {
        bool isQueued = _link.Send(packet);
        if (!isQueued && !_link.IsClosed && !_stop.IsCancellationRequested)
        {
            _room.Complaints.Warn($"MQTT client '{_shownId}' does not read what it is sent and was disconnected");
            Abort(); // It will come again, and send again what it was not told of.
        }

        return isQueued;
    }
}
