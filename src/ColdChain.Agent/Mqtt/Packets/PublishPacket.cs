namespace ColdChain.Agent.Mqtt.Packets;

/// <summary>PUBLISH (3.3): a message.</summary>
public sealed record PublishPacket : MqttPacket
{
    /// <summary>At least one character, no wildcards.</summary>
    public required string Topic { get; init; }

    public required ReadOnlyMemory<byte> Payload { get; init; }

    public required DeliveryQuality Quality { get; init; }

    /// <summary>1 to 65 535 with QoS 1 and 2; 0, and not on the wire, with QoS 0.</summary>
    public ushort PacketId { get; init; }

    /// <summary>DUP: the sender has sent this packet before.</summary>
    public bool IsRedelivery { get; init; }

    /// <summary>From a broker: kept from earlier, not new. From a client: the broker is asked to keep it.</summary>
    public bool IsRetained { get; init; }
}
