using ColdChain.Agent.Mqtt;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>Turns wills into the two events that matter: a client vanished, it publishes again.</summary>
/// <remarks>
/// A client whose network comes and goes is told once in <see cref="Quiet"/>, not at each coming and going. Bounded; one
/// reader at a time.
/// </remarks>
internal sealed class VanishedClients(string source, TimeProvider clock)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(10);

    private const int MostClients = 10_000;

    private readonly Dictionary<string, Vanished> _clients = new(StringComparer.Ordinal);

    /// <summary>The event of a delivery that is a will, or of the first message after one; null when there is none.</summary>
    public WireEvent? Notice(MqttDelivery delivery)
    {
        if (delivery.Farewell is { } how)
        {
            return Leave(delivery, how);
        }

        if (_clients.Count == 0 || !_clients.TryGetValue(delivery.ClientId, out Vanished? vanished) || !vanished.IsAway)
        {
            return null;
        }

        _clients[delivery.ClientId] = vanished with { IsAway = false };
        return Event(WireEventKinds.ClientBack, $"{source}: client '{delivery.ClientId}' publishes again");
    }

    private WireEvent? Leave(MqttDelivery delivery, string how)
    {
        long now = clock.GetTimestamp();
        bool isKnown = _clients.TryGetValue(delivery.ClientId, out Vanished? before);
        if (isKnown && (before!.IsAway || clock.GetElapsedTime(before.ToldAt, now) < Quiet))
        {
            return null;
        }

        if (!isKnown && _clients.Count >= MostClients)
        {
            _clients.Clear();
        }

        _clients[delivery.ClientId] = new Vanished(now, IsAway: true);
        string will = System.Text.Encoding.UTF8.GetString(delivery.Message.Payload.Span);
        return Event(
            WireEventKinds.ClientGone,
            $"{source}: client '{delivery.ClientId}' vanished: {how} Its will for '{delivery.Message.Topic}': {LogText.OneLine(will, most: 120)}");
    }

    private WireEvent Event(string kind, string detail) => new()
    {
        Sequence = 0,
        Kind = kind,
        At = clock.GetCurrentInstant().UnixMilliseconds,
        Detail = LogText.OneLine(detail, most: 500),
    };

    private sealed record Vanished(long ToldAt, bool IsAway);
}
