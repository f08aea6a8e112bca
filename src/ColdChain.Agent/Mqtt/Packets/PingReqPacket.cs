namespace ColdChain.Agent.Mqtt.Packets;

/// <summary>PINGREQ (3.12): the client is alive.</summary>
public sealed record PingReqPacket : MqttPacket;
