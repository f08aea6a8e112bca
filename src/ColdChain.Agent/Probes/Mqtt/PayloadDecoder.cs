using ColdChain.Agent.Mqtt;
using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>Topic and payload to readings and faults, by the rules of the configuration. Pure; never throws.</summary>
public sealed class PayloadDecoder
{
    private readonly TopicRule[] _rules;

    /// <exception cref="ArgumentException">An option has a mistake that Validate would have told.</exception>
    public PayloadDecoder(IEnumerable<MqttTopicOptions> topics) => _rules = [.. topics.Select(topic => new TopicRule(topic))];

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
