using System.Net;
using ColdChain.Agent.Mqtt.Connecting;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>Configuration of the way in through a broker that is there already.</summary>
public sealed class MqttBrokerOptions
{
    /// <summary>What logs and events call it; unique among the sources. Kept with each message for de-duplication: do not rename.</summary>
    /// <value>Default "mqtt-broker".</value>
    public string Name { get; init; } = "mqtt-broker";

    /// <summary>The broker's name or address.</summary>
    public required string Host { get; init; }

    /// <value>Default 1883, or 8883 with TLS; from 1 to 65535.</value>
    public int Port { get; init; } = 1883;

    /// <summary>TLS; the broker's certificate is checked, its name included.</summary>
    /// <value>Default none: whoever hears the network reads the password and the readings.</value>
    public BrokerTlsOptions? Tls { get; init; }

    /// <summary>The broker keeps the session under this name: always the same for this agent, and no other's; 1 to 128 characters.</summary>
    public required string ClientId { get; init; }

    /// <value>Default none: the broker lets anybody in.</value>
    public string? User { get; init; }

    /// <summary>Never logged.</summary>
    /// <value>Default none.</value>
    public string? Password { get; init; }

    /// <summary>How often the line is proved alive.</summary>
    /// <value>Default 30 s, from 5 s to 10 min, whole seconds.</value>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For the TCP connection, and for each answer of the broker, a ping's included.</summary>
    /// <value>Default 10 s, from 1 s to 5 min.</value>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A longer packet ends the connection.</summary>
    /// <value>Default 262144 (256 KiB), from 1024 to 16777216 bytes.</value>
    public int LargestPacketBytes { get; init; } = 256 * 1024;

    /// <summary>Messages that may wait for the disk; then the broker has to wait.</summary>
    /// <value>Default 1000, from 1 to 10000.</value>
    public int MostInFlight { get; init; } = 1000;

    /// <summary>Where the temperatures are; at least one, or a profile. Their topics are what is subscribed to.</summary>
    public IReadOnlyList<MqttTopicOptions> Topics { get; init; } = [];

    /// <summary>Devices of known kinds; rules under <see cref="Topics"/> go before them.</summary>
    /// <value>Default none.</value>
    public IReadOnlyList<MqttProfileOptions> Profiles { get; init; } = [];

    /// <summary>All mistakes, each beginning with <paramref name="path"/> and the key.</summary>
    public IEnumerable<string> Validate(string path)
    {
        IEnumerable<string?> own =
        [
            Check.NotBlank(Name, $"{path}.name"),
            Check.NotBlank(Host, $"{path}.host"),
            Check.InRange(Port, 1, IPEndPoint.MaxPort, $"{path}.port"),
            Check.InRange(ClientId.Length, 1, 128, $"{path}.clientId (its length)"),
            User is null && Password is not null ? $"{path}.password: there is no user for it [MQTT-3.1.2-22]" : null,
            Check.InRange(KeepAlive, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(10), $"{path}.keepAlive"),
            KeepAlive.Ticks % TimeSpan.TicksPerSecond == 0 ? null : $"{path}.keepAlive: {KeepAlive} is not whole seconds",
            Check.InRange(ConnectTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), $"{path}.connectTimeout"),
            Check.InRange(
                LargestPacketBytes, MqttListenerOptions.SmallestLargestPacketBytes, MqttListenerOptions.LargestLargestPacketBytes, $"{path}.largestPacketBytes"),
            Check.InRange(MostInFlight, 1, 10_000, $"{path}.mostInFlight"),
        ];
        return own.OfType<string>().Concat(Tls?.Validate($"{path}.tls") ?? []).Concat(Check.Topics(Topics, Profiles, path));
    }

    /// <summary>For the connection; call it only when <see cref="Validate"/> found nothing.</summary>
    internal MqttConnectionSettings ToSettings() => new()
    {
        Host = Host,
        Port = Port,
        Tls = Tls?.ToSettings(),
        ClientId = ClientId,
        UserName = User,
        Password = Password,
        KeepAlive = KeepAlive,
        PingTimeout = ConnectTimeout,
        ConnectTimeout = ConnectTimeout,
        LargestPacketBytes = LargestPacketBytes,
        MostInFlight = MostInFlight,
        Filters = Filters(),
    };

    internal IReadOnlyList<string> Filters() =>
        [.. Topics.Select(topic => topic.Topic).Concat(Profiles.SelectMany(profile => profile.Filters())).Distinct(StringComparer.Ordinal)];
}
