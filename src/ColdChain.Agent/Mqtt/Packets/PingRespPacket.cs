namespace ColdChain.Agent.Mqtt.Packets;

/// <summary>PINGRESP (3.13): so is the server.</summary>
public sealed record PingRespPacket : MqttPacket;
