namespace ColdChain.Server.History.Influx;

/// <summary>Lines that are collected until they are worth a request. One owner.</summary>
internal sealed class LineSender(IInfluxClient client, int linesPerWrite)
{
    public LineBuffer Lines { get; } = new();

    public bool IsFull => Lines.Count >= linesPerWrite;

    /// <summary>Done when there is nothing to send. Afterwards there are no lines, whatever became of them.</summary>
    public async Task<InfluxOutcome> SendAsync(CancellationToken cancellationToken)
    {
        InfluxOutcome outcome = Lines.Count == 0
            ? new InfluxOutcome.Done()
            : await client.WriteAsync(Lines.Lines, cancellationToken);
        Lines.Clear();
        return outcome;
    }
}
