using ColdChain.Agent.Mqtt.Packets;

namespace ColdChain.Agent.Mqtt;

/// <summary>What came of waiting for the next packet.</summary>
public abstract record MqttRead
{
    private MqttRead()
    {
    }

    public sealed record Received(MqttPacket Packet) : MqttRead;

    /// <summary>Nothing more will come; further reads say the same or worse.</summary>
    public sealed record Ended(MqttFault Fault) : MqttRead;
}
