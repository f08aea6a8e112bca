using System.Globalization;
using ColdChain.Agent.Mqtt;
using ColdChain.Core.Identity;
using ColdChain.Core.Temperatures;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>One checked <see cref="MqttTopicOptions"/>: which topics, which sensor, and what the number means.</summary>
public sealed class TopicRule
{
    internal const string Ds18b20 = "ds18b20";

    /// <summary>Data sheet of the DS18B20, power-on reset value of the temperature register.</summary>
    private static readonly Temperature PowerUp = Temperature.FromMilliCelsius(85_000);

    /// <summary>What the usual libraries return for a DS18B20 that does not answer (DEVICE_DISCONNECTED_C).</summary>
    private static readonly Temperature NoProbe = Temperature.FromMilliCelsius(-127_000);

    /// <summary>Beyond this a number is no temperature on any scale, and converting it could overflow.</summary>
    private const decimal Absurd = 1_000_000m;

    private readonly string _sensor;
    private readonly bool _isFahrenheit;
    private readonly bool _isDs18b20;
    private readonly IReadOnlyList<decimal> _sentinels;

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
        _isFahrenheit = options.Unit == "F";
        _isDs18b20 = options.Probe == Ds18b20;
        _sentinels = options.Sentinels;
    }

    public TopicFilter Filter { get; }

    /// <summary>JSON; otherwise the payload is the number itself.</summary>
    public bool IsJson { get; }

    public JsonPath TemperaturePath { get; }

    public JsonPath? TimePath { get; }

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

    /// <summary>What the number says. Pure; never throws.</summary>
    public ProbeValue Interpret(decimal number)
    {
        if (decimal.Abs(number) > Absurd)
        {
            return ProbeValue.OutOfRange(number);
        }

        Temperature value = _isFahrenheit ? Temperature.FromFahrenheit(number) : Temperature.FromCelsius(number);
        return value switch
        {
            _ when _sentinels.Contains(number) => ProbeValue.Sentinel(number, "is listed under sentinels"),
            _ when _isDs18b20 && value == PowerUp => ProbeValue.Sentinel(number, "is what a ds18b20 has at power-up, before it measured"),
            _ when _isDs18b20 && value == NoProbe => ProbeValue.Sentinel(number, "is what libraries give for a ds18b20 that does not answer"),
            _ when !Core.Readings.ReadingLimits.IsPlausible(value) => ProbeValue.OutOfRange(number),
            _ => new ProbeValue.Measured(value),
        };
    }
}
