using System.Net;

namespace ColdChain.Agent.Mqtt.Listening;

/// <summary>What a listener must know; already checked. The configuration's form of it is MqttListenerOptions.</summary>
public sealed record MqttListenerSettings
{
    /// <summary>Where to listen; port 0 takes any free one.</summary>
    public required IPEndPoint EndPoint { get; init; }

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

    /// <summary>From TCP connection to a whole CONNECT.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
