using ColdChain.Agent.Configuration;

namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>The small words of the profile language, read out of one section; every mistake is told with its place.</summary>
internal static class ProfileKeys
{
    private const int MostTexts = 50;

    public static IReadOnlyList<ValuePath> Paths(SettingsSection section, string key)
    {
        List<ValuePath> paths = [];
        foreach (string text in Few(section, key, "a path such as DS18B20.Temperature"))
        {
            if (ValuePath.TryParse(text, out ValuePath? path) && !path.IsWild)
            {
                paths.Add(path);
            }
            else
            {
                section.Add(key, $"\"{text}\" is not a path: names joined by dots, ['a name'], [0], at the beginning ^ or @; '*' belongs into each");
            }
        }

        return paths;
    }

    public static ValuePath? Each(SettingsSection section)
    {
        string? text = section.OptionalText("each", "a path with '*', such as data.*.records.*");
        if (text is null)
        {
            return null;
        }

        if (!ValuePath.TryParse(text, out ValuePath? path))
        {
            section.Add("each", $"\"{text}\" is not a path with '*', such as data.*.records.*");
        }

        return path;
    }

    public static IReadOnlyList<TopicPattern> Topics(SettingsSection section, string key)
    {
        List<TopicPattern> topics = [];
        foreach (string text in Few(section, key, "a topic such as zigbee2mqtt/{sensor*}"))
        {
            if (TopicPattern.TryParse(text, out TopicPattern? topic))
            {
                topics.Add(topic);
            }
            else
            {
                section.Add(key, $"\"{text}\" is not a topic: levels joined by '/', {{name}} for one level, {{name*}} for one or more, once");
            }
        }

        return topics;
    }

    public static IReadOnlyList<NameTemplate> Names(SettingsSection section, string key)
    {
        List<NameTemplate> names = [];
        foreach (string text in Few(section, key, "a name such as {sensor}/{key}"))
        {
            if (NameTemplate.TryParse(text, out NameTemplate? name))
            {
                names.Add(name);
            }
            else
            {
                section.Add(key, $"\"{text}\" is not a name: text with {{parts}}, each a part of the topic, {{key}} or a path");
            }
        }

        return names;
    }

    public static IReadOnlyList<GlobPattern> Globs(SettingsSection section, string key) =>
        [.. Few(section, key, "a name such as *humidity*").Select(text => new GlobPattern(text))];

    public static ProfileCondition? Condition(SettingsSection section)
    {
        IReadOnlyList<ValuePath> paths = Paths(section, "path");
        if (paths.Count != 1)
        {
            section.Add("path", "one path is needed");
        }

        ProfileCondition? condition = paths.Count == 1
            ? new ProfileCondition(paths[0], section.Texts("is", "the text that it must be"), section.Flag("missing", fallback: false))
            : null;
        section.Close();
        return condition;
    }

    public static IReadOnlyList<ProfileCondition> Conditions(SettingsSection section, string key)
    {
        if (!section.Has(key))
        {
            return [];
        }

        IReadOnlyList<SettingsSection> sections = section.IsObject(key) ? [section.Section(key)] : section.Sections(key, "conditions");
        return [.. sections.Select(Condition).OfType<ProfileCondition>()];
    }

    private static IEnumerable<string> Few(SettingsSection section, string key, string what)
    {
        IReadOnlyList<string> texts = section.Texts(key, what);
        if (texts.Count > MostTexts)
        {
            section.Add(key, $"has {texts.Count} texts; at most {MostTexts} are read");
        }

        return texts.Take(MostTexts);
    }
}
