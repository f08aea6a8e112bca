using System.Text.Json;
using ColdChain.Agent.Configuration;
using ColdChain.Agent.Probes.Mqtt.Profiles.Steps;

namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>The keys of one form of message.</summary>
internal static class MessageRuleReader
{
    /// <summary>The keys that an entry of <c>messages</c> takes from the profile when it has none of its own.</summary>
    public static readonly IReadOnlyList<string> Keys =
        ["topics", "payload", "when", "each", "except", "only", "bytes", "values", "unit", "time", "health", "names", "copyKey"];

    public static MessageRule Read(SettingsSection section)
    {
        PayloadForm form = section.Choice<PayloadForm>(
            "payload", PayloadForm.Json, ("json", PayloadForm.Json), ("text", PayloadForm.Text), ("bytes", PayloadForm.Bytes));
        IReadOnlyList<NameTemplate> names = ProfileKeys.Names(section, "names");
        return new MessageRule
        {
            Topics = ProfileKeys.Topics(section, "topics"),
            Form = form,
            When = ProfileKeys.Conditions(section, "when"),
            Each = ProfileKeys.Each(section),
            Except = ProfileKeys.Globs(section, "except"),
            Only = ProfileKeys.Globs(section, "only"),
            Bytes = section.Has("bytes") ? ReadBytes(section.Section("bytes"), form) : null,
            Names = names.Count > 0 ? names : [Sensor],
            Measures = ReadMeasures(section, form, names),
            Time = section.Has("time") ? ReadTime(section) : null,
            Health = ReadHealth(section),
            CopyKey = ProfileKeys.Names(section, "copyKey") is [var key, ..] ? key : null,
        };
    }

    private static NameTemplate Sensor { get; } = NameTemplate.TryParse("{sensor}", out NameTemplate? sensor) ? sensor : null!;

    private static BytesRule ReadBytes(SettingsSection section, PayloadForm form)
    {
        IReadOnlyList<ValuePath> paths = ProfileKeys.Paths(section, "path");
        BytesRule rule = new(
            paths,
            section.Choice<BytesForm>(
                "form",
                BytesForm.Raw,
                ("raw", BytesForm.Raw),
                ("hex", BytesForm.Hex),
                ("base64", BytesForm.Base64),
                ("text", BytesForm.Text)),
            section.Choice<int>("step", null, [.. PayloadSteps.Names.Select((name, index) => (name, index))]) is var step
                ? PayloadSteps.Names[step]
                : string.Empty);
        if (form == PayloadForm.Bytes == (paths.Count > 0))
        {
            section.Add("path", form == PayloadForm.Bytes
                ? "with payload \"bytes\" the whole payload is the bytes; leave the key out"
                : "is missing: where the bytes are in the JSON");
        }

        section.Close();
        return rule;
    }

    private static List<MeasureRule> ReadMeasures(SettingsSection section, PayloadForm form, IReadOnlyList<NameTemplate> names)
    {
        (NumberScale scale, IReadOnlyList<ValuePath> unitPaths) = ReadUnit(section, NumberScale.Celsius, []);
        List<MeasureRule> measures = [];
        IReadOnlyList<SettingsSection> values = section.Has("values") ? section.Sections("values", "values") : [];
        foreach (SettingsSection value in values)
        {
            MeasureRule measure = ReadMeasure(value, form, scale, unitPaths);
            IReadOnlyList<NameTemplate> own = measure.Names.Count > 0 ? measure.Names : names;
            bool isAlone = values.Count == 1;
            string other = isAlone ? "{sensor}" : $"{{sensor}}/{(measure.Paths is [var first, ..] ? first.Text : "value")}";
            own = own.Count > 0 ? own : NameTemplate.TryParse(other, out NameTemplate? template) ? [template] : [Sensor];
            if (measures.Exists(earlier => earlier.Names[0].Text == own[0].Text))
            {
                value.Add("names", $"\"{own[0]}\" is the name of an earlier value; two probes need two names");
            }

            measures.Add(measure with { Names = own });
        }

        return measures;
    }

    private static MeasureRule ReadMeasure(
        SettingsSection value, PayloadForm form, NumberScale scale, IReadOnlyList<ValuePath> unitPaths)
    {
        IReadOnlyList<ValuePath> paths = ProfileKeys.Paths(value, "temperature");
        if (paths.Count == 0 && form != PayloadForm.Text)
        {
            value.Add("temperature", "is missing: where the temperature is, such as DS18B20.Temperature");
        }

        decimal factor = value.Decimal("scale", 1m, -1000m, 1000m);
        if (factor == 0)
        {
            value.Add("scale", "0 is not allowed: every reading would be 0");
        }

        (NumberScale own, IReadOnlyList<ValuePath> ownPaths) = ReadUnit(value, scale, unitPaths);
        MeasureRule measure = new()
        {
            Paths = paths,
            Names = ProfileKeys.Names(value, "names"),
            Meaning = new NumberMeaning
            {
                Scale = own,
                Factor = factor,
                IsDs18b20 = value.Has("probe") && value.Choice<bool>("probe", null, (NumberMeaning.Ds18b20, true)),
                Sentinels = value.Decimals("sentinels"),
            },
            UnitPaths = ownPaths,
            When = ProfileKeys.Conditions(value, "when"),
            Expected = ProfileKeys.Conditions(value, "expected") is [var expected, ..] ? expected : null,
        };
        value.Close();
        return measure;
    }

    /// <summary>"C", "F" or "K"; or where in the message the unit is.</summary>
    private static (NumberScale Scale, IReadOnlyList<ValuePath> Paths) ReadUnit(
        SettingsSection section, NumberScale scale, IReadOnlyList<ValuePath> paths)
    {
        if (!section.IsObject("unit"))
        {
            return section.Has("unit")
                ? (section.Choice<NumberScale>("unit", null, ("C", NumberScale.Celsius), ("F", NumberScale.Fahrenheit), ("K", NumberScale.Kelvin)), [])
                : (scale, paths);
        }

        SettingsSection unit = section.Section("unit");
        IReadOnlyList<ValuePath> found = ProfileKeys.Paths(unit, "path");
        if (found.Count == 0)
        {
            unit.Add("path", "is missing: where the unit is, such as TempUnit");
        }

        unit.Close();
        return (scale, found);
    }

    private static TimeRule ReadTime(SettingsSection section)
    {
        if (!section.IsObject("time"))
        {
            return new TimeRule(ProfileKeys.Paths(section, "time"), null);
        }

        SettingsSection time = section.Section("time");
        TimeRule rule = new(
            ProfileKeys.Paths(time, "path"),
            ProfileKeys.Conditions(time, "logged") is [var logged, ..] ? logged : null);
        if (rule.Paths.Count == 0)
        {
            time.Add("path", "is missing: where the time is, such as last_seen");
        }

        time.Close();
        return rule;
    }

    private static List<HealthRule> ReadHealth(SettingsSection section)
    {
        List<HealthRule> rules = [];
        SettingsSection health = section.Section("health");
        foreach ((string field, JsonElement value) in section.Members("health", "an object: a name with its unit to a path"))
        {
            bool isSection = value.ValueKind == JsonValueKind.Object;
            SettingsSection own = isSection ? health.Section(field) : health;
            rules.Add(new HealthRule(
                field,
                ProfileKeys.Paths(own, isSection ? "path" : field),
                isSection ? own.Decimal("scale", 1m, -1000m, 1000m) : 1m,
                isSection && own.Flag("inverted", fallback: false)));
            if (isSection)
            {
                own.Close();
            }

            if (field.Length is 0 or > 40 || !field.All(char.IsAsciiLetterOrDigit))
            {
                health.Add(field, "is not a name of a field: letters and digits, its unit at the end, such as batteryPercent");
            }
        }

        return rules;
    }
}
