using ColdChain.Core.Time;
using ColdChain.Server.Monitoring;
using Quartz;

namespace ColdChain.Server.Alarming.Jobs;

/// <summary>Every few seconds: lets the clock speak in monitoring (EX-04).</summary>
[DisallowConcurrentExecution]
public sealed class ExcursionDueJob(IEnumerable<IDueSweep> sweeps, TimeProvider clock) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        foreach (IDueSweep sweep in sweeps)
        {
            await sweep.SweepAsync(clock.GetCurrentInstant(), cancellationToken);
        }
    }
}
