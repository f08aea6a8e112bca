using System.Security.Cryptography;
using System.Text;
using ColdChain.Agent.Intake;
using ColdChain.Agent.Mqtt;
using ColdChain.Agent.Mqtt.Packets;
using ColdChain.Agent.Probes.Mqtt.Profiles;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>MQTT messages to observations: what is stored, what recognises a redelivery, when the sender is told.</summary>
/// <remarks>
/// No message blocks the ones behind it: what cannot be decoded becomes an event, told once, and is acknowledged when
/// that event is on the disk; what says nothing about temperatures is acknowledged at once.
/// </remarks>
internal sealed class MessageTranslator(string source, PayloadDecoder decoder, TimeProvider clock)
{
    /// <summary>Half of SHA-256 is kept: enough to tell the messages of one client and packet id apart.</summary>
    private const int HashBytes = 16;

    private readonly SaidFaults _said = new();
    private readonly HealthNews _health = new();
    private readonly PowerNews _power = new();

    /// <summary>Null when there is nothing to store; the message can be acknowledged at once.</summary>
    /// <param name="isOld">A broker had retained it: it may announce something, but it is no reading.</param>
    public Observation.Measured? Translate(MqttDelivery delivery, bool isOld = false)
    {
        Instant now = clock.GetCurrentInstant();
        PublishPacket message = delivery.Message;
        DecodedMessage decoded = decoder.Decode(
            new IncomingMessage(message.Topic, message.Payload, now, isOld, message.IsRedelivery), now);
        List<WireEvent> events = [.. EventsOf(decoded, message.Topic, now)];
        return decoded.Readings.Count + events.Count == 0
            ? null
            : new Observation.Measured(decoded.Readings, now, OriginOf(delivery), events, Acknowledge);

        async ValueTask Acknowledge(CancellationToken cancellationToken)
        {
            Remember(decoded, message.Topic);
            await delivery.Acknowledge(cancellationToken);
        }
    }

    private IEnumerable<WireEvent> EventsOf(DecodedMessage decoded, string topic, Instant now)
    {
        foreach (FaultySensor faulty in decoded.Faults)
        {
            string sensor = faulty.Sensor.ToString();
            if (!_said.Was(sensor, faulty.Fault.ToString()))
            {
                yield return Happened(WireEventKinds.SensorFault, now, $"{faulty.Fault}: {faulty.Detail}") with { Sensor = sensor };
            }
        }

        foreach (Reading reading in decoded.Readings)
        {
            if (_said.IsFaulty(reading.Sensor))
            {
                yield return Happened(WireEventKinds.SensorBack, now, detail: null) with { Sensor = reading.Sensor.ToString() };
            }
        }

        foreach (SourceNotice notice in decoded.Notices)
        {
            if (!_said.Was(notice.Subject, notice.Kind))
            {
                yield return Happened(notice.Kind, now, LogText.OneLine($"{source}: {notice.Text}", most: 480));
            }
        }

        foreach (SensorSaid said in decoded.Health)
        {
            if (_health.Of(said, now) is { } news)
            {
                yield return news;
            }

            if (_power.Of(said, now) is { } power)
            {
                yield return power;
            }
        }

        if (decoded.Refusal is { } refusal && !_said.Was(Foreign(topic), refusal))
        {
            yield return Happened(WireEventKinds.MessageRefused, now, $"{source}: {refusal}");
        }
    }

    private void Remember(DecodedMessage decoded, string topic)
    {
        foreach (FaultySensor faulty in decoded.Faults)
        {
            _said.Remember(faulty.Sensor.ToString(), faulty.Fault.ToString());
        }

        foreach (Reading reading in decoded.Readings)
        {
            _said.Forget(reading.Sensor);
        }

        foreach (SourceNotice notice in decoded.Notices)
        {
            _said.Remember(notice.Subject, notice.Kind);
        }

        if (decoded.Refusal is { } refusal)
        {
            _said.Remember(Foreign(topic), refusal);
        }
    }

    private MessageOrigin? OriginOf(MqttDelivery delivery)
    {
        PublishPacket message = delivery.Message;
        return message.Quality == DeliveryQuality.AtMostOnce
            ? null
            : new MessageOrigin(source, delivery.ClientId, message.PacketId, HashOf(message), message.IsRedelivery);
    }

    // A topic cannot contain the byte 0 [MQTT-1.5.3-2], so it separates the two without doubt.
    private static string HashOf(PublishPacket message)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(message.Topic));
        hash.AppendData([0]);
        hash.AppendData(message.Payload.Span);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return Convert.ToHexStringLower(digest[..HashBytes]);
    }

    private static WireEvent Happened(string kind, Instant at, string? detail) =>
        new() { Sequence = 0, Kind = kind, At = at.UnixMilliseconds, Detail = detail };

    // No sensor id begins so, and a topic is bounded here before it is kept.
    private static string Foreign(string topic) => "topic " + LogText.OneLine(topic, most: 120);
}
