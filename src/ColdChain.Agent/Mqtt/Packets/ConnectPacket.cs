namespace ColdChain.Agent.Mqtt.Packets;

/// <summary>CONNECT (3.1): the first packet of a client.</summary>
public sealed record ConnectPacket : MqttPacket
{
    /// <summary>May be empty with a clean session; the server then chooses one.</summary>
    public required string ClientId { get; init; }

    public required bool IsCleanSession { get; init; }

    /// <summary>The longest silence that the client promises, in seconds; 0 means that it promises nothing.</summary>
    public required ushort KeepAliveSeconds { get; init; }

    public string? UserName { get; init; }

    /// <summary>Binary by the standard; texts are UTF-8. Never logged.</summary>
    public ReadOnlyMemory<byte>? Password { get; init; }

    public WillMessage? Will { get; init; }

    /// <summary>Without the password.</summary>
    public override string ToString() => $"CONNECT {ClientId}";
}
