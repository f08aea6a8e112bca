using System.Globalization;
using ColdChain.Agent.Mqtt;
using ColdChain.Core.Identity;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>One checked <see cref="MqttTopicOptions"/>: which topics, which sensor, and what the number means.</summary>
public sealed class TopicRule
{
    private readonly string _sensor;

    /// <exception cref="ArgumentException">The options have a mistake that Validate would have told.</exception>
    public TopicRule(MqttTopicOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] mistakes = [.. options.Validate("topic")];
        if (mistakes.Length > 0 || !TopicFilter.TryParse(options.Topic, out TopicFilter? filter))
        {
            throw new ArgumentException(string.Join("; ", mistakes), nameof(options));
        }

        Filter = filter;
        IsJson = options.Format == "json";
        TemperaturePath = JsonPath.TryParse(options.Temperature, out JsonPath? temperature) ? temperature : null!;
        TimePath = options.Time is not null && JsonPath.TryParse(options.Time, out JsonPath? time) ? time : null;
        _sensor = options.Sensor;
        Meaning = new NumberMeaning
        {
            Scale = options.Unit == "F" ? NumberScale.Fahrenheit : NumberScale.Celsius,
            IsDs18b20 = options.Probe == NumberMeaning.Ds18b20,
            Sentinels = options.Sentinels,
        };
    }

    public TopicFilter Filter { get; }

    /// <summary>JSON; otherwise the payload is the number itself.</summary>
    public bool IsJson { get; }

    public JsonPath TemperaturePath { get; }

    public JsonPath? TimePath { get; }

    internal NumberMeaning Meaning { get; }

    /// <summary>The sensor's id with what the wildcards stood for, which need not make a valid id.</summary>
    public bool TryNameSensor(IReadOnlyList<string> wildcards, out SensorId sensor)
    {
        ArgumentNullException.ThrowIfNull(wildcards);
        string id = _sensor;
        for (int i = 0; i < wildcards.Count; i++)
        {
            id = id.Replace($"{{{i + 1}}}", wildcards[i], StringComparison.Ordinal);
        }

        return SensorId.TryParse(id, CultureInfo.InvariantCulture, out sensor);
    }
}
