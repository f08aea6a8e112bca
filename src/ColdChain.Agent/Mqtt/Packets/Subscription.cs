namespace ColdChain.Agent.Mqtt.Packets;

/// <summary>One line of a SUBSCRIBE: a topic filter and the highest quality wanted.</summary>
public sealed record Subscription(string Filter, DeliveryQuality Quality);
