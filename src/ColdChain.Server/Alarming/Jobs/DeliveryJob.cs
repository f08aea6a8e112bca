using Quartz;

namespace ColdChain.Server.Alarming.Jobs;

/// <summary>Every few seconds, once for each way: what is due in the outbox. A way that hangs holds up no other.</summary>
[DisallowConcurrentExecution]
public sealed class DeliveryJob(AlarmPipeline pipeline) : IJob
{
    public const string Way = "way";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        string way = context.MergedJobDataMap.GetString(Way) ?? throw new InvalidOperationException("The job names no way.");
        await pipeline.DeliverAsync(Enum.Parse<ContactWay>(way), cancellationToken);
    }
}
