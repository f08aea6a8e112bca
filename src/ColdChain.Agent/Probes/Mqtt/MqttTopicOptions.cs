using System.Text.RegularExpressions;
using ColdChain.Agent.Mqtt;
using ColdChain.Core.Identity;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>Configuration: where in which messages one probe's temperature is. Several rules may take from one message.</summary>
public sealed partial class MqttTopicOptions
{
    /// <summary>The topic; '+' stands for any one level. '#' is not taken: a rule should know what it reads.</summary>
    public required string Topic { get; init; }

    /// <summary>The sensor's id, such as gaochuan/fridge-1/top; {1} is what the first '+' stood for, {2} the second.</summary>
    public required string Sensor { get; init; }

    /// <summary>What the payload is.</summary>
    /// <value>Default "json"; or "number": nothing but the number as text.</value>
    public string Format { get; init; } = "json";

    /// <summary>JSON: where the temperature is, names joined by dots, such as DS18B20.Temperature.</summary>
    /// <value>Default "temperature".</value>
    public string Temperature { get; init; } = "temperature";

    /// <summary>JSON: where the device's own time is; ISO 8601 with its offset, or seconds or milliseconds since 1970.</summary>
    /// <value>Default none: the time of arrival counts.</value>
    public string? Time { get; init; }

    /// <summary>The scale of the number.</summary>
    /// <value>Default "C" (Celsius); or "F" (Fahrenheit).</value>
    public string Unit { get; init; } = "C";

    /// <summary>The probe, where its kind has values that are no temperatures.</summary>
    /// <value>Default none; or "ds18b20": 85.000 °C (power-up) and -127.000 °C (no probe) are faults.</value>
    public string? Probe { get; init; }

    /// <summary>Further numbers, as the payload writes them, by which this device says that it has no temperature.</summary>
    /// <value>Default none. Known ones: 327.67, -3276.8, 882.6, 300 to 304; see the device's manual.</value>
    public IReadOnlyList<decimal> Sentinels { get; init; } = [];

    /// <summary>All mistakes, each beginning with <paramref name="path"/> and the key.</summary>
    public IEnumerable<string> Validate(string path)
    {
        if (!TopicFilter.TryParse(Topic, out TopicFilter? filter))
        {
            yield return $"{path}.topic: '{Topic}' is not a topic; levels are joined by '/', '+' stands alone for one level";
        }
        else if (filter.HasMultiLevelWildcard)
        {
            yield return $"{path}.topic: '{Topic}' ends in '#'; use '+' for each level, so that a rule knows what it reads";
        }
        else if (SensorMistake(filter) is string mistake)
        {
            yield return $"{path}.sensor: {mistake}";
        }

        foreach (string mistake in ValidatePayload(path))
        {
            yield return mistake;
        }
    }

    private IEnumerable<string> ValidatePayload(string path)
    {
        if (Format is not ("json" or "number"))
        {
            yield return $"{path}.format: '{Format}' is neither \"json\" nor \"number\"";
        }

        if (!JsonPath.TryParse(Temperature, out _))
        {
            yield return $"{path}.temperature: '{Temperature}' is not a path; names are joined by dots, such as DS18B20.Temperature";
        }

        if (Time is not null && !JsonPath.TryParse(Time, out _))
        {
            yield return $"{path}.time: '{Time}' is not a path; names are joined by dots, such as params.ts";
        }

        if (Time is not null && Format == "number")
        {
            yield return $"{path}.time: a payload of format \"number\" has no time in it; leave the key out";
        }

        if (Unit is not ("C" or "F"))
        {
            yield return $"{path}.unit: '{Unit}' is neither \"C\" nor \"F\"";
        }

        if (Probe is not (null or NumberMeaning.Ds18b20))
        {
            yield return $"{path}.probe: '{Probe}' is not known; \"{NumberMeaning.Ds18b20}\" is, or leave the key out and list its sentinels";
        }
    }

    private string? SensorMistake(TopicFilter filter)
    {
        int[] named = [.. Placeholder().Matches(Sensor).Select(match => match.Value[1] - '0')];
        string example = Placeholder().Replace(Sensor, "x");
        return filter.SingleWildcards switch
        {
            int wildcards when named.Any(number => number > wildcards) =>
                $"'{Sensor}' names more wildcards than the {wildcards} of the topic '{Topic}'",
            int wildcards when Enumerable.Range(1, wildcards).Except(named).Any() =>
                $"'{Sensor}' does not name every '+' of the topic '{Topic}', so that several sensors would become one; write {{1}}, {{2}}, ...",
            _ when !SensorId.TryParse(example, null, out _) =>
                $"'{Sensor}' is not a sensor id such as gaochuan/fridge-1/top: a-z, 0-9, '-', '_', '.' between '/'",
            _ => null,
        };
    }

    [GeneratedRegex(@"\{[1-9]\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
