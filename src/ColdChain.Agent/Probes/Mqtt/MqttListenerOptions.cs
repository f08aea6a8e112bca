using System.Net;
using ColdChain.Agent.Mqtt;
using ColdChain.Agent.Mqtt.Listening;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>Configuration of the way in without a broker: sensors publish straight to the agent.</summary>
public sealed class MqttListenerOptions
{
    public const int SmallestLargestPacketBytes = 1024;
    public const int LargestLargestPacketBytes = 16 * 1024 * 1024;

    /// <summary>What logs and events call it; unique among the sources. Kept with each message for de-duplication: do not rename.</summary>
    /// <value>Default "mqtt-listener".</value>
    public string Name { get; init; } = "mqtt-listener";

    /// <summary>The address to listen on. Only this machine can reach the default; 0.0.0.0 is every network it is in.</summary>
    /// <value>Default "127.0.0.1".</value>
    public string Address { get; init; } = "127.0.0.1";

    /// <value>Default 1883, from 1 to 65535.</value>
    public int Port { get; init; } = 1883;

    /// <summary>Who may publish. Empty only with <see cref="AllowAnonymous"/>.</summary>
    public IReadOnlyList<MqttUserOptions> Users { get; init; } = [];

    /// <summary>Whether sensors without a user name may publish. Anybody in that network can then invent readings.</summary>
    /// <value>Default false.</value>
    public bool AllowAnonymous { get; init; }

    /// <summary>TLS on this port; plain and TLS at once are two listeners.</summary>
    /// <value>Default none: whoever hears the network reads passwords and readings.</value>
    public ListenerTlsOptions? Tls { get; init; }

    /// <summary>What clients may subscribe to: a siren, a display. Any other SUBSCRIBE is answered with 0x80.</summary>
    /// <value>Default ["coldchain/siren/#"].</value>
    public IReadOnlyList<string> OutletTopics { get; init; } = ["coldchain/siren/#"];

    /// <summary>A longer packet ends its connection.</summary>
    /// <value>Default 262144 (256 KiB), from 1024 to 16777216 bytes.</value>
    public int LargestPacketBytes { get; init; } = 256 * 1024;

    /// <summary>Sensors connected at the same time; further ones are turned away.</summary>
    /// <value>Default 200, from 1 to 10000.</value>
    public int MostConnections { get; init; } = 200;

    /// <summary>Messages of one sensor that may wait for the disk; then it has to wait.</summary>
    /// <value>Default 256, from 1 to 10000.</value>
    public int MostInFlight { get; init; } = 256;

    /// <summary>Messages of one sensor in a second, on the average; a faster one has to wait.</summary>
    /// <value>Default 10000, a third of what a small machine's disk takes; from 1 to 1000000.</value>
    public int MostMessagesPerSecond { get; init; } = 10_000;

    /// <summary>From the TCP connection to a whole CONNECT; a TLS handshake has as long for itself.</summary>
    /// <value>Default 10 s, from 1 s to 5 min.</value>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where the temperatures are; at least one, or a profile.</summary>
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
            IPAddress.TryParse(Address, out _)
                ? null
                : $"{path}.address: '{Address}' is not an IP address of this machine, such as 127.0.0.1, or 0.0.0.0 for all",
            Check.InRange(Port, 1, IPEndPoint.MaxPort, $"{path}.port"),
            Users.Count > 0 || AllowAnonymous || Tls?.ClientCa is not null
                ? null
                : $"{path}.users: nobody could publish; name at least one user, or a tls.clientCa, or set allowAnonymous to true",
            Check.InRange(LargestPacketBytes, SmallestLargestPacketBytes, LargestLargestPacketBytes, $"{path}.largestPacketBytes"),
            Check.InRange(MostConnections, 1, 10_000, $"{path}.mostConnections"),
            Check.InRange(MostInFlight, 1, 10_000, $"{path}.mostInFlight"),
            Check.InRange(MostMessagesPerSecond, 1, 1_000_000, $"{path}.mostMessagesPerSecond"),
            Check.InRange(ConnectTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), $"{path}.connectTimeout"),
        ];
        return own.OfType<string>()
            .Concat(Tls?.Validate($"{path}.tls") ?? [])
            .Concat(OutletTopics.Where(topic => !TopicFilter.TryParse(topic, out _)).Select(
                topic => $"{path}.outletTopics: '{topic}' is not a topic filter, such as coldchain/siren/#"))
            .Concat(ValidateUsers(path)).Concat(Check.Topics(Topics, Profiles, path));
    }

    /// <summary>For the listener; call it only when <see cref="Validate"/> found nothing.</summary>
    internal MqttListenerSettings ToSettings() => new()
    {
        EndPoint = new IPEndPoint(IPAddress.Parse(Address), Port),
        Tls = Tls?.ToSettings(),
        Users = [.. Users.Select(user => new MqttUser(user.Name, user.Password))],
        AllowsAnonymous = AllowAnonymous,
        LargestPacketBytes = LargestPacketBytes,
        MostConnections = MostConnections,
        MostInFlight = MostInFlight,
        MostMessagesPerSecond = MostMessagesPerSecond,
        ConnectTimeout = ConnectTimeout,
    };

    private IEnumerable<string> ValidateUsers(string path)
    {
        for (int i = 0; i < Users.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(Users[i].Name) || string.IsNullOrEmpty(Users[i].Password))
            {
                yield return $"{path}.users[{i}]: a user has a name and a password";
            }
        }

        foreach (IGrouping<string, MqttUserOptions> twice in Users.GroupBy(user => user.Name).Where(same => same.Count() > 1))
        {
            yield return $"{path}.users: the name '{twice.Key}' is there {twice.Count()} times";
        }
    }
}
