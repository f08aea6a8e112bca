using ColdChain.Agent.DeviceProfiles;
using ColdChain.Agent.Probes.Mqtt.Profiles;
using ColdChain.Core.Identity;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>Configuration: devices of one kind, by their profile, and which sensor each of their probes is.</summary>
public sealed class MqttProfileOptions
{
    /// <summary>The profile's name: a built-in one, or one of the folder <c>deviceProfiles</c>.</summary>
    public required string Profile { get; init; }

    /// <summary>Instead of the profile's own topics; {sensor} stands for one level, {sensor*} for one or more.</summary>
    /// <value>Default none; needed where the profile has no topics (generic-json, generic-text, tuya, cce-interop).</value>
    public string? Topic { get; init; }

    /// <summary>What the devices call their probes, to sensors' ids. A probe that is missing here is told once, as an event.</summary>
    public IReadOnlyDictionary<string, string> Sensors { get; init; } = new Dictionary<string, string>();

    /// <summary>The zone that the devices' clocks show, by its IANA name, for devices that write local time without an offset.</summary>
    /// <value>Default none: such a time is not believed and the time of arrival counts.</value>
    public string? TimeZone { get; init; }

    /// <summary>The unit in which these devices were set to report.</summary>
    /// <value>Default none: the profile's; or "C", "F".</value>
    public string? Unit { get; init; }

    /// <summary>Where the profile is looked for.</summary>
    internal DeviceProfileCatalogue Catalogue { get; init; } = DeviceProfileCatalogue.BuiltIn;

    /// <summary>All mistakes, each beginning with <paramref name="path"/> and the key; those of the profile itself among them.</summary>
    public IEnumerable<string> Validate(string path)
    {
        MqttProfile? profile = Resolve(out IReadOnlyList<string> mistakes);
        if (mistakes.Count > 0)
        {
            yield return $"{path}.profile: {string.Join("; ", mistakes)}";
        }

        if (Topic is not null && !TopicPattern.TryParse(Topic, out _))
        {
            yield return $"{path}.topic: '{Topic}' is not a topic; {{sensor}} stands for one level, {{sensor*}} for one or more";
        }
        else if (Topic is null && profile is { HasTopics: false })
        {
            yield return $"{path}.topic: is missing: the profile '{Profile}' has no topics of its own; give one such as fridges/{{sensor}}";
        }

        if (TimeZone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
        {
            yield return $"{path}.timeZone: '{TimeZone}' is not a time zone of this machine; give an IANA name such as Asia/Shanghai";
        }

        if (Unit is not (null or "C" or "F"))
        {
            yield return $"{path}.unit: '{Unit}' is neither \"C\" nor \"F\"";
        }

        string[] wrong = [.. Sensors.Where(one => !SensorId.TryParse(one.Value, null, out _)).Select(one => $"\"{one.Key}\": '{one.Value}'")];
        if (wrong.Length > 0)
        {
            yield return $"{path}.sensors: {string.Join(", ", wrong)} {(wrong.Length == 1 ? "is no sensor id" : "are no sensor ids")} such as gaochuan/fridge-3/top: a-z, 0-9, '-', '_', '.' between '/'";
        }
    }

    /// <summary>What to subscribe to at a broker; call it only when <see cref="Validate"/> found nothing.</summary>
    internal IEnumerable<string> Filters()
    {
        MqttProfile profile = Resolve(out _)!;
        IEnumerable<TopicPattern> topics = Use().Topics is { Count: > 0 } own ? own : profile.Messages.SelectMany(message => message.Topics);
        return topics.Select(topic => topic.Filter).Concat(profile.Copies.StartTopic is { } start ? [start] : []).Distinct(StringComparer.Ordinal);
    }

    internal MqttProfile? Resolve(out IReadOnlyList<string> mistakes)
    {
        DeviceProfileOutcome outcome = Catalogue.Find(Profile);
        mistakes = outcome is DeviceProfileOutcome.Refused refused ? [refused.Problem] : [];
        return outcome is DeviceProfileOutcome.Found found ? new MqttProfileReader(Catalogue).Read(found.File, out mistakes) : null;
    }

    internal ProfileUse Use() => new(
        Topic is not null && TopicPattern.TryParse(Topic, out TopicPattern? topic) ? [topic] : [],
        TimeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out TimeZoneInfo? zone) ? zone : null,
        Unit is null ? null : Unit == "F" ? NumberScale.Fahrenheit : NumberScale.Celsius);
}
