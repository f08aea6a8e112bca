namespace ColdChain.Agent.Mqtt.Packets;

/// <summary>How often a message may arrive. The numbers are those of the wire (4.3).</summary>
public enum DeliveryQuality
{
    AtMostOnce = 0,
    AtLeastOnce = 1,

    /// <summary>Decoded so that it can be refused with a clear word; not offered by the listener, not asked of a broker.</summary>
    ExactlyOnce = 2,
}
