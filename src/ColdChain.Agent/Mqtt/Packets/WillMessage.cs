namespace ColdChain.Agent.Mqtt.Packets;

/// <summary>What a client asks to be published when it vanishes (3.1.2.5).</summary>
public sealed record WillMessage(string Topic, ReadOnlyMemory<byte> Payload, DeliveryQuality Quality, bool IsRetained);
