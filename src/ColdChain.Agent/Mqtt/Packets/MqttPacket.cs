namespace ColdChain.Agent.Mqtt.Packets;

/// <summary>One control packet of MQTT 3.1.1 as plain data. The codec makes and reads them; nothing else knows bytes.</summary>
public abstract record MqttPacket
{
    private protected MqttPacket()
    {
    }
}
