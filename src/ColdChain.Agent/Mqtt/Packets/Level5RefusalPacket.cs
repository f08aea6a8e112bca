namespace ColdChain.Agent.Mqtt.Packets;

/// <summary>CONNACK as a client of MQTT 5 reads it, with reason 0x84: unsupported protocol version (MQTT 5, 3.2.2.2).</summary>
public sealed record Level5RefusalPacket : MqttPacket;
