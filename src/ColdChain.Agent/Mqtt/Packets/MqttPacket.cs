namespace ColdChain.Agent.Mqtt.Packets;

/// <summary>One control packet of MQTT 3.1.1 as plain data. The codec makes and reads them; nothing else knows bytes.</summary>
/// <remarks>PUBREC, PUBREL and PUBCOMP are missing on purpose: nothing here sends or accepts QoS 2.</remarks>
public abstract record MqttPacket
{
    private protected MqttPacket()
    {
    }
}
