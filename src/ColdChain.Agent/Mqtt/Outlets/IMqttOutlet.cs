namespace ColdChain.Agent.Mqtt.Outlets;

/// <summary>The way out for what a siren or a display shows: the present state of a few topics, for whoever has subscribed.</summary>
/// <remarks>
/// A state, not a queue: a siren that was away hears what is so now, once, and nothing of what was so in between. Thread-safe;
/// never waits, never throws for anything that a client does.
/// </remarks>
public interface IMqttOutlet
{
    /// <summary>
    /// Makes the payload the state of the topic and sends it, with QoS 1 unless they asked for less, to those subscribed. Who
    /// subscribes or comes back later is sent it then, marked as retained.
    /// </summary>
    /// <param name="topic">One that the listener's <c>outletTopics</c> allow to be read; nobody can subscribe to another.</param>
    /// <param name="payload">Short; kept until the next one.</param>
    /// <returns>How many clients are connected and subscribed now.</returns>
    int Publish(string topic, ReadOnlyMemory<byte> payload);

    /// <summary>How many clients have confirmed the present state of the topic (PUBACK), whether they are still connected or not.</summary>
    int Confirmations(string topic);
}
