using ColdChain.Agent.Forwarding;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Tests.Forwarding;

/// <summary>A server that answers by a rule of the test and keeps what it was sent.</summary>
internal sealed class ScriptedLine : IServerLine
{
    public ScriptedLine() => Answer = AcceptAll;

    public Func<ReadingBatch, SendOutcome> Answer { get; set; }

    public BandwidthBudget Budget { get; set; } = new(null, TimeProvider.System);

    /// <summary>For tests in which nobody sends meanwhile; others look at <see cref="SentSoFar"/>.</summary>
    public List<ReadingBatch> Sent { get; } = [];

    public IReadOnlyList<ReadingBatch> SentSoFar
    {
        get
        {
            lock (Sent)
            {
                return [.. Sent];
            }
        }
    }

    public static SendOutcome AcceptAll(ReadingBatch batch) => Accept([.. Sequences(batch)]);

    public static SendOutcome Accept(params long[] sequences) => Reply([.. sequences.Select(one => new[] { one, one })]);

    public static SendOutcome Reply(IReadOnlyList<long[]> accepted, params RejectedEntry[] rejected) =>
        new SendOutcome.Answered(new BatchReply
        {
            Accepted = accepted,
            Rejected = rejected,
            ServerTime = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(),
        });

    public static IEnumerable<long> Sequences(ReadingBatch batch) => batch.Series
        .SelectMany(series => series.Readings.Select(reading => reading.Sequence))
        .Concat(batch.Events.Select(what => what.Sequence));

    public Task<SendOutcome> SendAsync(ReadingBatch batch, CancellationToken cancellationToken)
    {
        lock (Sent)
        {
            Sent.Add(batch);
        }

        return Task.FromResult(Answer(batch));
    }
}
