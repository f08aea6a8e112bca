namespace ColdChain.Server.History.Embedded;

/// <summary>What monitoring has not judged: every arrival after a mark that moves when all before it is judged.</summary>
internal sealed class EmbeddedUnjudged(HistoryWriter writer) : IUnjudgedReadings
{
    public ValueTask WaitAsync(CancellationToken cancellationToken) => writer.Memory.Unjudged.WaitAsync(cancellationToken);

    public Task<IReadOnlyList<UnjudgedSpan>> TakeAsync(CancellationToken cancellationToken) =>
        Task.FromResult(writer.Memory.Unjudged.Take());

    public async Task DoneAsync(IReadOnlyList<UnjudgedSpan> spans, CancellationToken cancellationToken)
    {
        long through = writer.Memory.Unjudged.Done(spans);
        await writer.WriteAsync(
            session => session.Prepared("UPDATE marks SET number = ?1, sha256 = ?2 WHERE name = 'judged' AND number < ?1", 2)
                .Run(through, JudgedMark.SumOf(through)),
            cancellationToken);
    }
}
