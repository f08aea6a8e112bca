namespace ColdChain.Agent.Intake;

/// <summary>What recognises one MQTT QoS 1 message when it is delivered again after a crash (G2).</summary>
/// <param name="Source">The name of the source in the configuration.</param>
/// <param name="ClientId">The MQTT client that published (listener), or our own client id (broker).</param>
/// <param name="PacketId">The packet identifier, 1 to 65 535; used again by the sender after its PUBACK.</param>
/// <param name="PayloadHash">The first 16 bytes of SHA-256 over topic and payload, in lower-case hexadecimal.</param>
/// <param name="IsRedelivery">The sender set the DUP flag.</param>
public sealed record MessageOrigin(
    string Source, string ClientId, ushort PacketId, string PayloadHash, bool IsRedelivery);
