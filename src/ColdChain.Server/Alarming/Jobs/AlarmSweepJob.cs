using Quartz;

namespace ColdChain.Server.Alarming.Jobs;

/// <summary>Every few seconds: new notices, and steps whose time has come.</summary>
[DisallowConcurrentExecution]
public sealed class AlarmSweepJob(AlarmPipeline pipeline) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await pipeline.SweepAsync(cancellationToken);
}
