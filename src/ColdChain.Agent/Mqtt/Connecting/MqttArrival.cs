namespace ColdChain.Agent.Mqtt.Connecting;

/// <summary>What came over a connection to a broker.</summary>
public abstract record MqttArrival
{
    private MqttArrival()
    {
    }

    /// <summary>The broker has confirmed the subscriptions. Messages of the session may have come before.</summary>
    /// <param name="Refused">Filters that the broker does not allow (0x80); never all of them.</param>
    public sealed record Subscribed(IReadOnlyList<string> Refused) : MqttArrival;

    public sealed record Message(MqttDelivery Delivery) : MqttArrival;

    /// <summary>Always the last: why the connection ended, or could not begin.</summary>
    public sealed record Ended(MqttFault Fault) : MqttArrival;
}
