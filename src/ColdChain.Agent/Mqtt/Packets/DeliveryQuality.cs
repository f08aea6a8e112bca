namespace ColdChain.Agent.Mqtt.Packets;

/// <summary>How often a message may arrive. The numbers are those of the wire (4.3).</summary>
public enum DeliveryQuality
{
    AtMostOnce = 0,
    AtLeastOnce = 1,

    /// <summary>Taken by the listener; not asked of a broker, though an old session may still hold such messages.</summary>
    ExactlyOnce = 2,
}
