using Quartz;

namespace ColdChain.Server.Alarming.Jobs;

/// <summary>Every minute: is it morning somewhere? Facilities have zones of their own, and a new one needs no new trigger.</summary>
[DisallowConcurrentExecution]
public sealed class MorningDigestJob(AlarmPipeline pipeline) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await pipeline.DigestAsync(cancellationToken);
}
