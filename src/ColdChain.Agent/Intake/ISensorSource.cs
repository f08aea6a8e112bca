namespace ColdChain.Agent.Intake;

/// <summary>One way in: a serial bus, an MQTT listener, a broker. Yields what it decodes, for as long as it is read.</summary>
/// <remarks>
/// A source keeps itself alive: a port that vanishes or a broker that is away is an <see cref="Observation.Happened"/>
/// and a retry with back-off, never the end of the stream. It ends only with the token. Two sources never share state.
/// </remarks>
public interface ISensorSource
{
    /// <summary>The name of the source in the configuration; what logs and events call it.</summary>
    string Name { get; }

    IAsyncEnumerable<Observation> ReadAsync(CancellationToken cancellationToken);
}
