using ColdChain.Server.History.Influx;

namespace ColdChain.Server.Tests.History.Influx;

/// <summary>The real database behind a door that counts, and that a test can shut.</summary>
internal sealed class CountingInflux(IInfluxClient real) : IInfluxClient
{
    /// <summary>What is answered instead of asking; null lets everything through.</summary>
    public InfluxOutcome? Instead { get; set; }

    public int Writes { get; private set; }

    public int Reads { get; private set; }

    public Task<InfluxOutcome> MakeReadyAsync(CancellationToken cancellationToken) =>
        Instead is { } shut ? Task.FromResult(shut) : real.MakeReadyAsync(cancellationToken);

    public Task<InfluxOutcome> WriteAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
    {
        Writes++;
        return Instead is { } shut ? Task.FromResult(shut) : real.WriteAsync(lines, cancellationToken);
    }

    public Task<InfluxOutcome> ReadAsync(InfluxRange range, IInfluxRows rows, CancellationToken cancellationToken)
    {
        Reads++;
        return Instead is { } shut ? Task.FromResult(shut) : real.ReadAsync(range, rows, cancellationToken);
    }

    public void Dispose() => real.Dispose();
}
