namespace ColdChain.Agent.Mqtt.Packets;

/// <summary>CONNACK (3.2): the server's answer to CONNECT.</summary>
/// <param name="IsSessionPresent">The server kept a session of this client; only with <see cref="ConnectReturnCode.Accepted"/>.</param>
/// <param name="ReturnCode">Everything but Accepted is followed by the end of the connection.</param>
public sealed record ConnAckPacket(bool IsSessionPresent, ConnectReturnCode ReturnCode) : MqttPacket;
