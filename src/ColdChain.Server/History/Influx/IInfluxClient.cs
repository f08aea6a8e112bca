namespace ColdChain.Server.History.Influx;

/// <summary>One database of an InfluxDB.</summary>
/// <remarks>
/// Safe for many callers at once. Each call ends within the time-out of the configuration, whatever the other side does,
/// and throws only when its caller cancels. docs/dependencies.md names the implementations.
/// </remarks>
public interface IInfluxClient : IDisposable
{
    /// <summary>
    /// Reaches the database, makes it where it is missing, and makes sure that it keeps what it is given for ever.
    /// </summary>
    Task<InfluxOutcome> MakeReadyAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Writes lines of the line protocol with times in milliseconds (<see cref="LineBuffer"/>). The same lines any number of
    /// times have the effect of one: InfluxDB overwrites by series and time.
    /// </summary>
    Task<InfluxOutcome> WriteAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken);

    /// <summary>Reads a sensor's points by time. Rows count only when the outcome is <see cref="InfluxOutcome.Done"/>.</summary>
    Task<InfluxOutcome> ReadAsync(InfluxRange range, IInfluxRows rows, CancellationToken cancellationToken);
}
