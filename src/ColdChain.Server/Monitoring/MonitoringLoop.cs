using ColdChain.Core.Time;
using ColdChain.Server.History;

namespace ColdChain.Server.Monitoring;

/// <summary>Judges what arrives, in the background, for as long as the server runs.</summary>
/// <remarks>What arrives while it judges is one span a sensor when it looks again: a backlog of many batches costs few runs.</remarks>
internal sealed class MonitoringLoop(
    IUnjudgedReadings unjudged, IEnumerable<ISpanJudge> judges, MonitoringMetrics metrics, TimeProvider clock, ILogger<MonitoringLoop> log)
    : BackgroundService
{
    /// <summary>After a failure: long enough for a disk to be seen to, short enough that no alarm waits for it.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>Judges everything that is unjudged now; false when some of it has to be tried again.</summary>
    public async Task<bool> JudgeAllAsync(CancellationToken cancellationToken)
    {
        List<UnjudgedSpan> done = [];
        IReadOnlyList<UnjudgedSpan> taken = await unjudged.TakeAsync(cancellationToken);
        metrics.Waiting = taken.Count;
        foreach (UnjudgedSpan span in taken)
        {
#pragma warning disable CA1031 // One sensor that cannot be judged must not keep the others from it; it is tried again.
            try
            {
                foreach (ISpanJudge judge in judges)
                {
                    await judge.JudgeAsync(span, clock.GetCurrentInstant(), cancellationToken);
                }

                done.Add(span);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                metrics.Failed($"{span.Sensor}: {fault.Message}");
                log.LogError(fault, "The readings of {Sensor} could not be judged; trying again", span.Sensor);
            }
#pragma warning restore CA1031
        }

        if (done.Count > 0)
        {
            await unjudged.DoneAsync(done, cancellationToken);
        }

        metrics.Waiting = taken.Count - done.Count;
        return metrics.Waiting == 0;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await unjudged.WaitAsync(stoppingToken);
            while (!await TryJudgeAllAsync(stoppingToken))
            {
                await Task.Delay(RetryAfter, clock, stoppingToken);
            }

            metrics.Trouble = null;
        }
    }

    private async Task<bool> TryJudgeAllAsync(CancellationToken cancellationToken)
    {
#pragma warning disable CA1031 // The loop outlives whatever the disk does; health and log say so.
        try
        {
            return await JudgeAllAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            metrics.Failed(fault.Message);
            log.LogError(fault, "What arrived could not be judged; trying again");
            return false;
        }
#pragma warning restore CA1031
    }
}
