using System.Net;
using ColdChain.Agent.Mqtt.Securing;

namespace ColdChain.Agent.Mqtt.Listening;

/// <summary>What a listener must know; already checked. The configuration's form of it is MqttListenerOptions.</summary>
public sealed record MqttListenerSettings
{
    /// <summary>Where to listen; port 0 takes any free one.</summary>
    public required IPEndPoint EndPoint { get; init; }

    /// <summary>TLS on this port; null for plain text.</summary>
    public ListenerTlsSettings? Tls { get; init; }

    /// <summary>Who may connect with a password.</summary>
    public IReadOnlyList<MqttUser> Users { get; init; } = [];

    /// <summary>Whether a client without a user name may connect.</summary>
    public bool AllowsAnonymous { get; init; }

    /// <summary>Longer packets end their connection.</summary>
    public int LargestPacketBytes { get; init; } = 256 * 1024;

    /// <summary>Further clients are turned away.</summary>
    public int MostConnections { get; init; } = 200;

    /// <summary>Messages of one client that may wait for the disk; beyond that its connection is not read.</summary>
    public int MostInFlight { get; init; } = 256;

    /// <summary>Messages of one client in a second, on the average; beyond that its connection is read more slowly.</summary>
    public int MostMessagesPerSecond { get; init; } = 10_000;

    /// <summary>From TCP connection to a whole CONNECT, and as long again for a TLS handshake before.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From the first byte of any later packet to its last.</summary>
    public TimeSpan PacketTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
