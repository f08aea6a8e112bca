using ColdChain.Agent.Mqtt;
using ColdChain.Agent.Probes.Mqtt.Profiles;
using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>Topic and payload to readings and faults, by the rules and the profiles of the configuration. Never throws.</summary>
/// <remarks>Rules remember nothing; profiles remember what was announced and what was said already, bounded.</remarks>
public sealed class PayloadDecoder
{
    private readonly TopicRule[] _rules;
    private readonly ProfileDecoder[] _profiles;

    /// <exception cref="ArgumentException">An option has a mistake that Validate would have told.</exception>
    public PayloadDecoder(IEnumerable<MqttTopicOptions> topics, IEnumerable<MqttProfileOptions>? profiles = null)
    {
        _rules = [.. topics.Select(topic => new TopicRule(topic))];
        _profiles = [.. (profiles ?? []).Select(profile => new ProfileDecoder(profile))];
    }

    /// <summary>Topics that messages have announced (Home Assistant), for which a broker has to be asked too.</summary>
    public IEnumerable<string> FollowedTopics => _profiles.SelectMany(profile => profile.FollowedTopics);

    /// <summary>Grows whenever <see cref="FollowedTopics"/> are others than before.</summary>
    public int Announcements => _profiles.Sum(profile => profile.Announcements);

    /// <summary>By the rules; where none takes the topic, by the first profile that does.</summary>
    public DecodedMessage Decode(IncomingMessage message, Instant receivedAt)
    {
        if (_profiles.Length == 0 || Array.Exists(_rules, rule => rule.Filter.TryMatch(message.Topic, out _)))
        {
            return message.IsRetained ? new DecodedMessage([], [], null) : Decode(message.Topic, message.Payload, receivedAt);
        }

        foreach (ProfileDecoder profile in _profiles)
        {
            if (profile.Decode(message) is { } decoded)
            {
                return decoded;
            }
        }

        return new DecodedMessage([], [], message.IsRetained ? null : $"no rule under topics and no profile takes the topic '{Shown(message.Topic)}'");
    }

    /// <param name="topic">As published.</param>
    /// <param name="payload">As published; any bytes.</param>
    /// <param name="receivedAt">When it came in.</param>
    public DecodedMessage Decode(string topic, ReadOnlyMemory<byte> payload, Instant receivedAt)
    {
        ArgumentNullException.ThrowIfNull(topic);
        List<Reading> readings = [];
        List<FaultySensor> faults = [];
        string? refusal = $"no rule under topics takes the topic '{Shown(topic)}'";
        JsonPayload? json = null;
        foreach (TopicRule rule in _rules)
        {
            if (!rule.Filter.TryMatch(topic, out IReadOnlyList<string> wildcards))
            {
                continue;
            }

            if (!rule.TryNameSensor(wildcards, out SensorId sensor))
            {
                refusal = $"the topic '{Shown(topic)}' does not make a sensor id (a-z, 0-9, '-', '_', '.')";
                continue;
            }

            refusal = null;
            ProbeValue value = rule.IsJson
                ? (json ??= new JsonPayload(payload, receivedAt)).Read(rule)
                : NumberText.Read(rule.Meaning, payload.Span, receivedAt);
            if (value is ProbeValue.Measured measured)
            {
                readings.Add(new Reading(sensor, measured.At, measured.Value, measured.Flags));
            }
            else if (value is ProbeValue.Faulty faulty)
            {
                faults.Add(new FaultySensor(sensor, faulty.Fault, faulty.Detail));
            }
        }

        json?.Dispose();
        return new DecodedMessage(readings, faults, readings.Count + faults.Count > 0 ? null : refusal);
    }

    private static string Shown(string topic) => LogText.OneLine(topic, most: 120);
}
