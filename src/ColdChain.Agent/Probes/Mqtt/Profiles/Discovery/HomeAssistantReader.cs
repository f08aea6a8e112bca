using System.Text.Json;
using System.Text.Json.Nodes;
using ColdChain.Core.Readings;

namespace ColdChain.Agent.Probes.Mqtt.Profiles.Discovery;

/// <summary>Follows Home Assistant discovery: retained messages announce where temperatures are, others bring them.</summary>
internal sealed class HomeAssistantReader(MqttProfile profile, ProfileUse use) : IMessageReader
{
    /// <summary>Announced temperatures; a house with more has forty times the sensors of a hospital.</summary>
    private const int MostSensors = 2000;

    private static readonly TimeSpan LongestExpiry = TimeSpan.FromDays(365);

    /// <summary>By the topic of the announcement; one may announce several.</summary>
    private readonly Dictionary<string, IReadOnlyList<DiscoveredSensor>> _announced = new(StringComparer.Ordinal);

    private Dictionary<string, DiscoveredSensor[]> _byState = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> FollowedTopics => _byState.Keys;

    public int Announcements { get; private set; }

    public FoundMessage? Read(IncomingMessage message)
    {
        if (TryMatchAnnouncement(message.Topic, out IReadOnlyDictionary<string, string> parts))
        {
            return Learn(message, parts);
        }

        return !_byState.TryGetValue(message.Topic, out DiscoveredSensor[]? sensors) ? null
            : message.IsRetained || message.Payload.IsEmpty ? FoundMessage.Nothing
            : ReadState(sensors, message);
    }

    private bool TryMatchAnnouncement(string topic, out IReadOnlyDictionary<string, string> parts)
    {
        parts = FoundTopic.None;
        foreach (TopicPattern pattern in use.Topics.Count > 0 ? use.Topics : profile.Messages.SelectMany(rule => rule.Topics))
        {
            if (pattern.TryMatch(topic, out parts))
            {
                return true;
            }
        }

        return false;
    }

    private FoundMessage Learn(IncomingMessage message, IReadOnlyDictionary<string, string> parts)
    {
        _announced.Remove(message.Topic);
        IReadOnlyList<(string, string)> refused = [];
        if (!message.Payload.IsEmpty)
        {
            using JsonDocument? json = PayloadJson.Parse(message.Payload);
            if (json?.RootElement.ValueKind != JsonValueKind.Object)
            {
                return FoundMessage.Refuse("payload", $"is not JSON: {NumberText.Shown(message.Payload.Span)}");
            }

            string name = string.Join('/', new[] { parts.GetValueOrDefault("node"), parts.GetValueOrDefault("object") }.OfType<string>());
            IReadOnlyList<DiscoveredSensor> sensors = DiscoveryMessage.Read(
                json.RootElement, parts.GetValueOrDefault("component") ?? "sensor", name, out refused);
            if (sensors.Count > 0 && _announced.Values.Sum(all => all.Count) + sensors.Count <= MostSensors)
            {
                _announced[message.Topic] = sensors;
            }
        }

        Index();
        return new FoundMessage { Refused = refused };
    }

    private void Index()
    {
        Dictionary<string, DiscoveredSensor[]> states = _announced.Values.SelectMany(all => all)
            .GroupBy(sensor => sensor.StateTopic, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        Announcements += states.Keys.Except(_byState.Keys, StringComparer.Ordinal).Any() ? 1 : 0;
        _byState = states;
    }

    private FoundMessage ReadState(DiscoveredSensor[] sensors, IncomingMessage message)
    {
        using JsonDocument? json = sensors.Any(sensor => sensor.Template.Path is not null) ? PayloadJson.Parse(message.Payload) : null;
        List<FoundReading> readings = [];
        foreach (DiscoveredSensor sensor in sensors)
        {
            NumberMeaning meaning = new() { Scale = use.Scale ?? sensor.Scale };
            ProbeValue value = (sensor.Template.Path, json) switch
            {
                (null, _) => NumberText.Read(meaning, message.Payload.Span),
                (_, null) => new ProbeValue.Faulty(SensorFault.Garbled, $"the payload is not JSON: {NumberText.Shown(message.Payload.Span)}"),
                ({ } path, _) => path.TryFind(json.RootElement, out JsonElement found)
                    ? JsonNumber.Read(meaning, found, path.Text)
                    : ProbeValue.Nothing,
            };
            if (value is not ProbeValue.NotSaid)
            {
                readings.Add(Reading(sensor, value, json, message));
            }
        }

        return new FoundMessage { Readings = readings };
    }

    /// <summary>Zigbee2MQTT writes last_seen into the states that it announces; others have no time.</summary>
    private FoundReading Reading(DiscoveredSensor sensor, ProbeValue value, JsonDocument? json, IncomingMessage message)
    {
        JsonElement? written = json is not null && json.RootElement.ValueKind == JsonValueKind.Object
            && json.RootElement.TryGetProperty("last_seen", out JsonElement found) ? found : null;
        StatedMoment moment = StatedTime.Of(written, new TimeTerms(message.Arrival, use.Zone, IsLogged: false));
        return new FoundReading(sensor.Names, value, moment.At, moment.Flags)
        {
            Further = sensor.ExpireAfterSeconds is { } seconds && seconds > 0 && seconds < (decimal)LongestExpiry.TotalSeconds
                ? new Dictionary<string, JsonNode?> { ["expireAfterSeconds"] = JsonValue.Create(seconds) }
                : FoundMessage.NothingFurther,
        };
    }
}
