using ColdChain.Agent.Mqtt.Securing;

namespace ColdChain.Agent.Mqtt.Connecting;

/// <summary>What a connection to a broker must know; already checked. The configuration's form of it is MqttBrokerOptions.</summary>
public sealed record MqttConnectionSettings
{
    /// <summary>A name or an address.</summary>
    public required string Host { get; init; }

    public required int Port { get; init; }

    /// <summary>The broker keeps the session under this name: always the same for one agent, and no other's.</summary>
    public required string ClientId { get; init; }

    /// <summary>Subscribed with QoS 1.</summary>
    public required IReadOnlyList<string> Filters { get; init; }

    /// <summary>Null for plain text.</summary>
    public BrokerTlsSettings? Tls { get; init; }

    public string? UserName { get; init; }

    public string? Password { get; init; }

    /// <summary>The broker ends the session's connection after one and a half of these without a sign of us.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For the answer to a ping.</summary>
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For the TCP connection, for CONNACK, and for SUBACK.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A longer packet ends the connection.</summary>
    public int LargestPacketBytes { get; init; } = 256 * 1024;

    /// <summary>Messages that may wait for the disk; beyond that the connection is not read.</summary>
    public int MostInFlight { get; init; } = 1000;

    /// <summary>Without the password.</summary>
    public override string ToString() => $"{Host}:{Port} as {ClientId}";
}
