using ColdChain.Core.Time;
using ColdChain.Server.History;

namespace ColdChain.Server.Monitoring;

/// <summary>All that judge a span, one after the other, over readings that are read for it.</summary>
/// <param name="judges">In their order: what wakes people comes first.</param>
/// <param name="readings">What the judges read by.</param>
internal sealed class SpanJudges(IEnumerable<ISpanJudge> judges, SpanReadings readings)
{
    private readonly ISpanJudge[] _judges = [.. judges];

    /// <summary>What one of them throws is thrown, and those behind it have not judged.</summary>
    public async Task JudgeAsync(UnjudgedSpan span, Instant now, CancellationToken cancellationToken)
    {
        readings.Forget();
        try
        {
            foreach (ISpanJudge judge in _judges)
            {
                await judge.JudgeAsync(span, now, cancellationToken);
            }
        }
        finally
        {
            readings.Forget();
        }
    }
}
