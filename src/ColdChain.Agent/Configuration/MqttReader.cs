using ColdChain.Agent.DeviceProfiles;
using ColdChain.Agent.Probes.Mqtt;

namespace ColdChain.Agent.Configuration;

/// <summary>The keys of the two MQTT kinds; ranges are checked by the options themselves.</summary>
internal static class MqttReader
{
    /// <summary>Registered for MQTT over TLS (IANA: secure-mqtt).</summary>
    private const int PortWithTls = 8883;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private static readonly TimeSpan Longest = TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1);

    public static MqttListenerOptions ReadListener(SettingsSection section, string folder, DeviceProfileCatalogue profiles)
    {
        MqttListenerOptions known = new();
        MqttListenerOptions options = new()
        {
            Name = section.Text("name", "a short name of the listener, for the log", known.Name),
            Address = section.Text("address", "an IP address of this machine", known.Address),
            Port = section.Number("port", known.Port, 1, ushort.MaxValue),
            Tls = section.Has("tls") ? TlsReader.ReadListener(section.Section("tls"), folder) : null,
            OutletTopics = section.Texts("outletTopics", known.OutletTopics),
            Users = ReadUsers(section),
            AllowAnonymous = section.Flag("allowAnonymous", known.AllowAnonymous),
            LargestPacketBytes = Whole(section, "largestPacketBytes", known.LargestPacketBytes),
            MostConnections = Whole(section, "mostConnections", known.MostConnections),
            MostInFlight = Whole(section, "mostInFlight", known.MostInFlight),
            MostMessagesPerSecond = Whole(section, "mostMessagesPerSecond", known.MostMessagesPerSecond),
            ConnectTimeout = section.Duration("connectTimeout", known.ConnectTimeout, Shortest, Longest),
            Topics = ReadTopics(section),
            Profiles = ReadProfiles(section, profiles),
        };
        Tell(section, options.Validate(section.Path));
        return options;
    }

    public static MqttBrokerOptions ReadBroker(SettingsSection section, string folder, DeviceProfileCatalogue profiles)
    {
        MqttBrokerOptions known = new() { Host = string.Empty, ClientId = string.Empty };
        MqttBrokerOptions options = new()
        {
            Name = section.Text("name", "a short name of the broker, for the log", known.Name),
            Host = section.Text("host", "the broker's name or address"),
            Port = section.Number("port", section.Has("tls") ? PortWithTls : known.Port, 1, ushort.MaxValue),
            Tls = section.Has("tls") ? TlsReader.ReadBroker(section.Section("tls"), folder) : null,
            ClientId = section.Text("clientId", "the name under which the broker keeps the session, such as coldchain-gaochuan"),
            User = section.OptionalText("user", "a user name"),
            Password = section.OptionalText("password", "a password"),
            KeepAlive = section.Duration("keepAlive", known.KeepAlive, Shortest, Longest),
            ConnectTimeout = section.Duration("connectTimeout", known.ConnectTimeout, Shortest, Longest),
            LargestPacketBytes = Whole(section, "largestPacketBytes", known.LargestPacketBytes),
            MostInFlight = Whole(section, "mostInFlight", known.MostInFlight),
            Topics = ReadTopics(section),
            Profiles = ReadProfiles(section, profiles),
        };
        Tell(section, options.Validate(section.Path));
        return options;
    }

    private static List<MqttUserOptions> ReadUsers(SettingsSection section)
    {
        if (!section.Has("users"))
        {
            return [];
        }

        List<MqttUserOptions> users = [];
        foreach (SettingsSection user in section.Sections("users", "users"))
        {
            users.Add(new MqttUserOptions
            {
                Name = user.Text("name", "a user name"),
                Password = user.Text("password", "a password"),
            });
            user.Close();
        }

        return users;
    }

    private static List<MqttTopicOptions> ReadTopics(SettingsSection section)
    {
        List<MqttTopicOptions> topics = [];
        foreach (SettingsSection topic in section.Has("profiles") && !section.Has("topics") ? [] : section.Sections("topics", "topics"))
        {
            MqttTopicOptions known = new() { Topic = string.Empty, Sensor = string.Empty };
            topics.Add(new MqttTopicOptions
            {
                Topic = topic.Text("topic", "a topic, such as coldchain/+/+/reading"),
                Sensor = topic.Text("sensor", "a sensor's id, such as gaochuan/{1}/{2}"),
                Format = topic.Text("format", "json or number", known.Format),
                Temperature = topic.Text("temperature", "where the temperature is in the JSON", known.Temperature),
                Time = topic.OptionalText("time", "where the device's time is in the JSON"),
                Unit = topic.Text("unit", "C or F", known.Unit),
                Probe = topic.OptionalText("probe", "ds18b20"),
                Sentinels = topic.Decimals("sentinels"),
            });
            topic.Close();
        }

        return topics;
    }

    private static List<MqttProfileOptions> ReadProfiles(SettingsSection section, DeviceProfileCatalogue catalogue)
    {
        List<MqttProfileOptions> profiles = [];
        foreach (SettingsSection profile in section.Has("profiles") ? section.Sections("profiles", "profiles") : [])
        {
            profiles.Add(new MqttProfileOptions
            {
                Profile = profile.Text("profile", "a profile's name, such as zigbee2mqtt"),
                Topic = profile.OptionalText("topic", "a topic with {sensor}, such as fridges/{sensor}"),
                Sensors = profile.TextsByName("sensors", "an object: what the device calls the probe, to a sensor's id"),
                TimeZone = profile.OptionalText("timeZone", "an IANA time zone, such as Asia/Shanghai"),
                Unit = profile.OptionalText("unit", "C or F"),
                Catalogue = catalogue,
            });
            profile.Close();
        }

        return profiles;
    }

    private static int Whole(SettingsSection section, string key, int fallback) =>
        section.Number(key, fallback, int.MinValue, int.MaxValue);

    /// <summary>The options' own words; what the section has said about the same place already is not said twice.</summary>
    private static void Tell(SettingsSection section, IEnumerable<string> mistakes)
    {
        foreach (string mistake in mistakes)
        {
            int colon = mistake.IndexOf(": ", StringComparison.Ordinal);
            section.AddOnce(mistake[..colon], mistake[(colon + 2)..]);
        }
    }
}
