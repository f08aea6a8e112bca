using ColdChain.Core.Time;
using ColdChain.Server.History;

namespace ColdChain.Server.Monitoring;

/// <summary>Judges new readings of a sensor. Judging the same ones twice leads to the same records.</summary>
internal interface ISpanJudge
{
    Task JudgeAsync(UnjudgedSpan span, Instant now, CancellationToken cancellationToken);
}
