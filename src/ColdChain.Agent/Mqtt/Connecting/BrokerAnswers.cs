using ColdChain.Agent.Mqtt.Packets;

namespace ColdChain.Agent.Mqtt.Connecting;

/// <summary>What a broker's answers mean, in words that say what to do. Pure.</summary>
internal static class BrokerAnswers
{
    /// <summary>Null when the broker accepted.</summary>
    public static MqttFault? FaultOf(ConnectReturnCode code)
    {
        string? meaning = code switch
        {
            ConnectReturnCode.Accepted => null,
            ConnectReturnCode.UnacceptableProtocolVersion => "It does not speak MQTT 3.1.1",
            ConnectReturnCode.IdentifierRejected => "It does not allow the client id; change clientId",
            ConnectReturnCode.ServerUnavailable => "It is not available now",
            ConnectReturnCode.BadUserNameOrPassword => "The user name or password is wrong; correct user and password here or in the broker",
            ConnectReturnCode.NotAuthorized => "This user may not connect; correct user and password, or allow it in the broker",
        };
        return meaning is null
            ? null
            : new MqttFault(MqttFaultKind.ConnectionRefused, $"{meaning} (CONNACK {(int)code}) [MQTT 3.2.2.3].");
    }

    /// <summary>The filters that were refused, in the order in which they were asked for.</summary>
    public static IReadOnlyList<string> Refused(IReadOnlyList<string> filters, IReadOnlyList<DeliveryQuality?> granted) =>
        [.. filters.Where((_, index) => granted[index] is null)];

    public static MqttFault RefusedAll(IEnumerable<string> filters) => new(
        MqttFaultKind.SubscriptionRefused,
        $"It does not allow this user to read {string.Join(", ", filters)} (SUBACK 0x80); allow it in the broker, or correct topics [MQTT 3.9.3].");
}
