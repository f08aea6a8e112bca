using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>Messages of one profile to readings of the sensors that the configuration names. One task at a time.</summary>
internal sealed class ProfileDecoder
{
    /// <summary>After its start Zigbee2MQTT publishes what it knew of every device, at once.</summary>
    private static readonly TimeSpan CachedAfterStart = TimeSpan.FromSeconds(10);

    /// <summary>Probes that are told because nobody named them; a network with more is not ours.</summary>
    private const int MostUnmapped = 500;

    private readonly string _profile;
    private readonly IMessageReader _reader;
    private readonly CopyRule _copies;
    private readonly CopyWindow _window;
    private readonly Dictionary<string, SensorId> _sensors;
    private readonly HashSet<string> _unmapped = new(StringComparer.Ordinal);
    private Instant? _startedAt;

    /// <exception cref="ArgumentException">An option has a mistake that Validate would have told.</exception>
    public ProfileDecoder(MqttProfileOptions options)
    {
        if (options.Resolve(out IReadOnlyList<string> mistakes) is not { } profile)
        {
            throw new ArgumentException(string.Join("; ", mistakes), nameof(options));
        }

        _profile = profile.Name;
        _reader = MessageReaders.Create(profile, options.Use());
        _copies = profile.Copies;
        _window = new CopyWindow(profile.Copies);
        _sensors = options.Sensors.ToDictionary(
            one => one.Key, one => SensorId.Parse(one.Value, CultureInfo.InvariantCulture), StringComparer.Ordinal);
    }

    public IReadOnlyCollection<string> FollowedTopics => _reader.FollowedTopics;

    public int Announcements => _reader.Announcements;

    /// <summary>Null when the topic is none of the profile's.</summary>
    public DecodedMessage? Decode(IncomingMessage message)
    {
        NoticeStart(message);
        if (_reader.Read(message) is not { } found)
        {
            return null;
        }

        List<Reading> readings = [];
        List<FaultySensor> faults = [];
        List<SourceNotice> notices = [];
        foreach (FoundReading one in found.Readings)
        {
            if (TryName(one.Names, out SensorId sensor))
            {
                Take(one, sensor, message, readings, faults);
            }
            else if (!one.IsDoubtful && (_unmapped.Count < MostUnmapped || _unmapped.Contains(one.Names[0])))
            {
                _unmapped.Add(one.Names[0]);
                notices.Add(Unmapped(one));
            }
        }

        notices.AddRange(found.Refused.Select(part => new SourceNotice(
            $"topic {Shown(message.Topic)} {part.Where}", WireEventKinds.SourceFault, $"{_profile}, topic '{Shown(message.Topic)}': {part.Where}: {part.Reason}")));
        return new DecodedMessage(readings, faults, null) { Notices = notices, Health = HealthOf(found) };
    }

    private void Take(FoundReading one, SensorId sensor, IncomingMessage message, List<Reading> readings, List<FaultySensor> faults)
    {
        if (one.Value is ProbeValue.Faulty faulty)
        {
            faults.Add(new FaultySensor(sensor, faulty.Fault, faulty.Detail));
        }
        else if (one.Value is ProbeValue.Measured measured && one.At is { } at && !_window.IsCopy(sensor, one, measured.Value, message))
        {
            readings.Add(new Reading(sensor, at, measured.Value, one.Flags | Doubt(one, message)));
        }
    }

    /// <summary>What was published from memory when the program before the devices began is kept, and its time is doubtful.</summary>
    private ReadingFlags Doubt(FoundReading one, IncomingMessage message) =>
        !one.Flags.HasFlag(ReadingFlags.DeviceTime)
        && message.Arrival - _startedAt is { } since && since >= TimeSpan.Zero && since < CachedAfterStart
            ? ReadingFlags.ClockSuspect
            : ReadingFlags.None;

    private void NoticeStart(IncomingMessage message)
    {
        if (!message.IsRetained && message.Topic == _copies.StartTopic && message.Payload.Span.IndexOf("online"u8) >= 0)
        {
            _startedAt = message.Arrival;
        }
    }

    private List<SensorSaid> HealthOf(FoundMessage found)
    {
        List<SensorSaid> said = [];
        foreach (FoundHealth health in found.Health)
        {
            if (TryName(health.Names, out SensorId sensor))
            {
                said.Add(new SensorSaid(sensor, health.Fields));
            }
        }

        return said;
    }

    private bool TryName(IReadOnlyList<string> names, out SensorId sensor)
    {
        sensor = default;
        foreach (string name in names)
        {
            if (_sensors.TryGetValue(name, out sensor))
            {
                return true;
            }
        }

        return false;
    }

    private SourceNotice Unmapped(FoundReading one)
    {
        string name = Shown(one.Names[0]);
        string says = one.Value is ProbeValue.Measured measured ? $"{measured.Value} °C" : "a fault";
        return new SourceNotice(
            $"profile {_profile} {name}",
            WireEventKinds.SensorUnmapped,
            $"{_profile}: \"{name}\" ({says}) belongs to no sensor and is not kept; to keep it add to its sensors: \"{name}\": \"facility/unit/place\"");
    }

    private static string Shown(string text) => Agent.Mqtt.LogText.OneLine(text, most: 120);
}
