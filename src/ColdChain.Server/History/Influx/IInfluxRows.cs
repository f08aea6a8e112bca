namespace ColdChain.Server.History.Influx;

/// <summary>Takes the rows of an answer as they come off the line, so that an answer of any length needs no memory of its own.</summary>
public interface IInfluxRows
{
    /// <param name="unixMilliseconds">The time of the point.</param>
    /// <param name="fields">In the order of <see cref="LineProtocol.Fields"/>; null where the point has none.</param>
    void Add(long unixMilliseconds, ReadOnlySpan<long?> fields);
}
