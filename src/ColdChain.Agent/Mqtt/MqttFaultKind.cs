namespace ColdChain.Agent.Mqtt;

/// <summary>Why an MQTT connection ended or could not begin, as far as a program cares.</summary>
public enum MqttFaultKind
{
    /// <summary>The other side is not there: no name, no route, nobody listens, or it took too long.</summary>
    Unreachable,

    /// <summary>The other side was there and went away.</summary>
    ConnectionLost,

    /// <summary>The other side is connected and says nothing for longer than the keep-alive allows.</summary>
    Silent,

    /// <summary>Bytes that are not MQTT 3.1.1, or a packet that may not come at this point.</summary>
    Malformed,

    /// <summary>A packet announces more bytes than the configuration allows.</summary>
    TooLarge,

    /// <summary>CONNECT names a protocol level other than 4 (MQTT 3.1.1) and 5.</summary>
    OtherProtocolLevel,

    /// <summary>CONNECT names protocol level 5 (MQTT 5).</summary>
    ProtocolLevel5,

    /// <summary>TLS: the other side does not prove itself, or does not take our proof, or a file of ours is not fit.</summary>
    Untrusted,

    /// <summary>The broker refused the connection in its CONNACK.</summary>
    ConnectionRefused,

    /// <summary>The broker refused a subscription in its SUBACK.</summary>
    SubscriptionRefused,
}
