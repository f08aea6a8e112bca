using System.Runtime.CompilerServices;
using System.Text;
using ColdChain.Agent.Mqtt.Packets;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.Mqtt.Connecting;

/// <summary>Our own client of a broker: as much of MQTT 3.1.1 as a subscriber needs that acknowledges by hand.</summary>
/// <remarks>
/// A ping goes out after every two thirds of a keep-alive, whatever else is said, so that the broker hears us and we
/// hear it: nothing for a keep-alive and the ping's time-out means that the line is dead, however alive TCP looks.
/// QoS 1 is the most that is asked for. A session that somebody opened with QoS 2 may still hold such messages: they are
/// owned with PUBREC after the disk, and what a PUBREL speaks of is over for us, so nothing needs to be remembered.
/// </remarks>
public sealed class MqttConnection : IMqttConnection
{
    /// <summary>For the DISCONNECT and the PUBACKs on the way before the connection is broken.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    /// <summary>Packets other than PUBACKs that may wait for a broker that does not read.</summary>
    private const int OtherPackets = 16;

    private const ushort SubscribeId = 1;

    private readonly MqttConnectionSettings _settings;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly Dictionary<ushort, IReadOnlyList<string>> _following = [];
    private MqttLink? _link;

    public MqttConnection(MqttConnectionSettings settings, TimeProvider clock, ILogger log)
    {
        _settings = settings;
        _clock = clock;
        _log = log;
    }

    public async IAsyncEnumerable<MqttArrival> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        (Stream? stream, MqttFault? unreachable) = await TcpDoor.OpenAsync(_settings, _clock, cancellationToken);
        if (stream is null)
        {
            yield return new MqttArrival.Ended(unreachable!);
            yield break;
        }

        await using MqttLink link = new(stream, _settings.LargestPacketBytes, (2 * _settings.MostInFlight) + OtherPackets, _clock);
        using InFlightWindow window = new(_settings.MostInFlight, answer => SendAnswer(link, answer));
        _link = link;
        using CancellationTokenSource stop = new();
        Task sending = link.RunSenderAsync(stop.Token);
        Task pinging = PingAsync(link, stop.Token);
        bool isOver = false;
        try
        {
            await foreach (MqttArrival arrival in ConverseAsync(link, window, cancellationToken))
            {
                isOver = arrival is MqttArrival.Ended;
                yield return arrival;
            }
        }
        finally
        {
            _ = isOver || link.Send(new DisconnectPacket());
            link.CloseSending();
            await Task.WhenAny(sending, Task.Delay(LastWords, _clock, stop.Token));
            await stop.CancelAsync();
            await Task.WhenAll(sending, pinging).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public bool Follow(IReadOnlyList<string> filters)
    {
        ushort id = (ushort)(SubscribeId + 1 + _following.Count);
        bool isAsked = filters.Count > 0 && _link?.Send(Subscribe(id, filters)) == true;
        if (isAsked)
        {
            _following[id] = filters;
        }

        return isAsked;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask; // What is open belongs to the reading, which closes it.

    private async IAsyncEnumerable<MqttArrival> ConverseAsync(
        MqttLink link, InFlightWindow window, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        link.Send(Connect());
        MqttFault? fault = FaultOfFirst(await link.ReadAsync(_settings.ConnectTimeout, cancellationToken));
        long subscribedAt = _clock.GetTimestamp();
        bool isSubscribed = false;
        _ = fault is null && link.Send(Subscribe(SubscribeId, _settings.Filters));
        while (fault is null)
        {
            MqttRead read = await link.ReadAsync(_settings.KeepAlive + _settings.PingTimeout, cancellationToken);
            if (read is MqttRead.Received { Packet: PubRelPacket release })
            {
                await link.SendAsync(new PubCompPacket(release.PacketId), cancellationToken);
                continue;
            }

            MqttArrival? arrival = await UnderstandAsync(read, window, cancellationToken);
            isSubscribed |= arrival is MqttArrival.Subscribed;
            fault = (arrival as MqttArrival.Ended)?.Fault;
            if (arrival is not null && fault is null)
            {
                yield return arrival;
            }

            if (!isSubscribed && fault is null && _clock.GetElapsedTime(subscribedAt) > _settings.ConnectTimeout)
            {
                fault = new MqttFault(MqttFaultKind.Silent, "It did not answer the SUBSCRIBE in time [MQTT-3.8.4-1].");
            }
        }

        yield return new MqttArrival.Ended(fault);
    }

    private ConnectPacket Connect() => new()
    {
        ClientId = _settings.ClientId,
        IsCleanSession = false,
        KeepAliveSeconds = (ushort)_settings.KeepAlive.TotalSeconds,
        UserName = _settings.UserName,
        Password = _settings.Password is { } password ? Encoding.UTF8.GetBytes(password) : (ReadOnlyMemory<byte>?)null,
    };

    private static SubscribePacket Subscribe(ushort id, IReadOnlyList<string> filters) =>
        new(id, [.. filters.Select(filter => new Subscription(filter, DeliveryQuality.AtLeastOnce))]);

    private static MqttFault? FaultOfFirst(MqttRead read) => read switch
    {
        MqttRead.Received { Packet: ConnAckPacket answer } => BrokerAnswers.FaultOf(answer.ReturnCode),
        MqttRead.Received { Packet: { } other } =>
            MqttFault.Malformed($"It is no broker: its first packet is {other.GetType().Name} and not CONNACK [MQTT-3.2.0-1]."),
        MqttRead.Ended { Fault: { Kind: MqttFaultKind.Malformed or MqttFaultKind.TooLarge } fault } =>
            fault with { Message = $"It is no MQTT broker, or something between changes the bytes: {fault.Message}" },
        MqttRead.Ended ended => ended.Fault with { Message = $"It did not answer the CONNECT: {ended.Fault.Message}" },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Null for a packet that needs no word.</summary>
    private async ValueTask<MqttArrival?> UnderstandAsync(MqttRead read, InFlightWindow window, CancellationToken cancellationToken)
    {
        if (read is MqttRead.Ended ended)
        {
            return new MqttArrival.Ended(ended.Fault);
        }

        MqttPacket packet = ((MqttRead.Received)read).Packet;
        return packet switch
        {
            PublishPacket publish => await DeliverAsync(publish, window, cancellationToken),
            SubAckPacket answer => Subscribed(answer),
            PingRespPacket => null,
            _ => Malformed($"It sent {packet.GetType().Name}, which no broker may send here [MQTT 4.8]."),
        };
    }

    private async ValueTask<MqttArrival> DeliverAsync(PublishPacket publish, InFlightWindow window, CancellationToken cancellationToken)
    {
        Func<CancellationToken, ValueTask> acknowledge = publish.Quality == DeliveryQuality.AtMostOnce
            ? static _ => ValueTask.CompletedTask
            : await window.EnterAsync(publish, cancellationToken);
        return new MqttArrival.Message(new MqttDelivery(_settings.ClientId, publish, acknowledge));
    }

    private MqttArrival? Subscribed(SubAckPacket answer)
    {
        if (_following.TryGetValue(answer.PacketId, out IReadOnlyList<string>? further) && answer.Granted.Count == further.Count)
        {
            IReadOnlyList<string> silent = BrokerAnswers.Refused(further, answer.Granted);
            if (silent.Count > 0)
            {
                _log.LogWarning("Broker {Broker} does not let us follow: {Fault}", _settings, BrokerAnswers.RefusedAll(silent).Message);
            }

            return null;
        }

        if (answer.PacketId != SubscribeId || answer.Granted.Count != _settings.Filters.Count)
        {
            return Malformed("Its SUBACK does not fit the SUBSCRIBE [MQTT-3.8.4-2, MQTT-3.8.4-5].");
        }

        IReadOnlyList<string> refused = BrokerAnswers.Refused(_settings.Filters, answer.Granted);
        if (answer.Granted.Contains(DeliveryQuality.AtMostOnce))
        {
            _log.LogWarning(
                "Broker {Broker} grants QoS 0 only: what it sends while the line is down is lost. Allow QoS 1 in the broker", _settings);
        }

        return refused.Count == _settings.Filters.Count
            ? new MqttArrival.Ended(BrokerAnswers.RefusedAll(refused))
            : new MqttArrival.Subscribed(refused);
    }

    private async Task PingAsync(MqttLink link, CancellationToken cancellationToken)
    {
        using PeriodicTimer timer = new(_settings.KeepAlive * 2 / 3, _clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            link.Send(new PingReqPacket());
        }
    }

    private static bool SendAnswer(MqttLink link, MqttPacket answer)
    {
        bool isQueued = link.Send(answer);
        if (!isQueued)
        {
            link.Break(); // It sends and does not read; on the next connection it sends again.
        }

        return isQueued;
    }

    private static MqttArrival.Ended Malformed(string message) => new(MqttFault.Malformed(message));
}
