using System.Text.Json;

namespace ColdChain.Agent.Probes.Mqtt.Profiles.Discovery;

/// <summary>A discovery message to the temperatures that it announces.</summary>
internal static class DiscoveryMessage
{
    private const int MostComponents = 200;

    /// <param name="component">The part of the topic: "sensor", or "device" for all entities of a device in one message.</param>
    /// <param name="fallbackName">What to call an entity that names itself in no other way.</param>
    /// <param name="refused">Temperatures that cannot be followed, and why.</param>
    public static IReadOnlyList<DiscoveredSensor> Read(
        JsonElement message, string component, string fallbackName, out IReadOnlyList<(string Where, string Reason)> refused)
    {
        List<(string, string)> problems = [];
        refused = problems;
        List<DiscoveredSensor> sensors = [];
        foreach ((string name, DiscoveryText text) in Entities(message, component, fallbackName).Take(MostComponents))
        {
            if (text.Text("device_class", "dev_cla") != "temperature" || text.Text("entity_category", "ent_cat") == "diagnostic")
            {
                continue; // Other quantities, and the temperature of a chip.
            }

            if (Sensor(text, name, out (string Where, string Reason) problem) is { } sensor)
            {
                sensors.Add(sensor);
            }
            else
            {
                problems.Add(problem);
            }
        }

        return sensors;
    }

    private static IEnumerable<(string Name, DiscoveryText Text)> Entities(JsonElement message, string component, string fallbackName)
    {
        if (component == "sensor")
        {
            return [(fallbackName, new DiscoveryText(message, message))];
        }

        DiscoveryText device = new(message, message);
        return component == "device" && device.Find("components", "cmps") is { ValueKind: JsonValueKind.Object } components
            ? components.EnumerateObject()
                .Select(one => ($"{fallbackName}/{one.Name}", new DiscoveryText(one.Value, message)))
                .Where(one => one.Item2.Text("platform", "p") == "sensor")
            : [];
    }

    private static DiscoveredSensor? Sensor(DiscoveryText text, string fallbackName, out (string Where, string Reason) problem)
    {
        problem = default;
        string? topic = text.Topic("state_topic", "stat_t");
        string template = text.Text("value_template", "val_tpl") ?? "{{ value }}";
        string unit = text.Text("unit_of_measurement", "unit_of_meas") ?? "°C";
        if (topic is null || topic.AsSpan().ContainsAny('+', '#'))
        {
            problem = ("state_topic", $"{fallbackName} says of no topic that its state is there");
        }
        else if (!ValueTemplate.TryParse(template, out ValueTemplate? parsed))
        {
            problem = ("value_template", $"'{Agent.Mqtt.LogText.OneLine(template, 80)}' of {fallbackName} is more than a path such as value_json.temperature; use the device's own profile instead");
        }
        else if (UnitText.ScaleOf(unit) is not { } scale)
        {
            problem = ("unit_of_measurement", $"'{Agent.Mqtt.LogText.OneLine(unit, 20)}' of {fallbackName} is no unit of a temperature");
        }
        else
        {
            return new DiscoveredSensor(NamesOf(text, fallbackName), topic, parsed, scale, text.Number("expire_after", "exp_aft"));
        }

        return null;
    }

    private static string[] NamesOf(DiscoveryText text, string fallbackName)
    {
        string? unique = text.Text("unique_id", "uniq_id");
        string? entity = text.Text("default_entity_id", "def_ent_id") ?? text.Text("object_id", "obj_id");
        string? name = text.Text("name", "name");
        return [.. new[] { unique, entity, name, fallbackName }.OfType<string>().Distinct(StringComparer.Ordinal)];
    }
}
