namespace ColdChain.Agent.Mqtt.Packets;

/// <summary>DISCONNECT (3.14): the client leaves on purpose; its will is not published.</summary>
public sealed record DisconnectPacket : MqttPacket;
