namespace ColdChain.Agent.Mqtt.Connecting;

/// <summary>One connection to a broker, as a subscriber that owns a message only when it is on the disk.</summary>
/// <remarks>
/// What every implementation does, and one suite of tests holds them to: MQTT 3.1.1, clean session false, QoS 1;
/// PUBACK when <see cref="MqttDelivery.Acknowledge"/> is called and never before; messages of the session that come
/// before the SUBACK are kept; whatever the broker does is an arrival, never an exception. A connection is read once;
/// to try again, make another.
/// </remarks>
public interface IMqttConnection : IAsyncDisposable
{
    /// <summary>
    /// Connects, subscribes, and yields until the connection is over; the last arrival is <see cref="MqttArrival.Ended"/>.
    /// The token ends it with an exception, after a DISCONNECT.
    /// </summary>
    IAsyncEnumerable<MqttArrival> ReadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Asks for further topics while the connection is read, by its reader. A refusal is logged and nothing more: what was
    /// asked for at the beginning goes on. False when it cannot be asked now.
    /// </summary>
    bool Follow(IReadOnlyList<string> filters);
}
