using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.History;

namespace ColdChain.Server.Monitoring;

/// <summary>Judges what arrives, in the background, for as long as the server runs.</summary>
/// <remarks>
/// What arrives while it judges is one span a sensor when it looks again: a backlog of many batches costs few runs. What is
/// measured now is judged before what waited for the line, in the order in which it came: by the newest first, sensors that
/// send often would keep one that told of its fridge a second ago waiting for as long as the load lasts.
/// </remarks>
internal sealed class MonitoringLoop(
    IUnjudgedReadings unjudged, SpanJudges judges, MonitoringMetrics metrics, TimeProvider clock, ILogger<MonitoringLoop> log)
    : BackgroundService
{
    /// <summary>After a failure: long enough for a disk to be seen to, short enough that no alarm waits for it.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>So long it judges before it looks whether something newer has come [P].</summary>
    private static readonly TimeSpan LooksAgainAfter = TimeSpan.FromMilliseconds(100);

    /// <summary>What ends within it is measured now: an interval of ten minutes, the longest of live sensors, and a late answer [P].</summary>
    private static readonly TimeSpan Live = TimeSpan.FromMinutes(15);

    /// <summary>Judges everything that is unjudged now; false when some of it has to be tried again.</summary>
    public async Task<bool> JudgeAllAsync(CancellationToken cancellationToken)
    {
        HashSet<SensorId> failed = [];
        long began = clock.GetTimestamp();
        while (true)
        {
            if (clock.GetElapsedTime(began) > RetryAfter)
            {
                // Under a load that never ends what failed gets its next turn among the others.
                failed.Clear();
                began = clock.GetTimestamp();
            }

            IReadOnlyList<UnjudgedSpan> taken = await unjudged.TakeAsync(cancellationToken);
            UnjudgedSpan[] waiting = InTurn(taken.Where(span => !failed.Contains(span.Sensor)));
            metrics.Waiting = taken.Count;
            if (waiting.Length == 0)
            {
                return failed.Count == 0;
            }

            await JudgeSomeAsync(waiting, failed, cancellationToken);
        }
    }

    private UnjudgedSpan[] InTurn(IEnumerable<UnjudgedSpan> inOrderOfComing)
    {
        Instant since = clock.GetCurrentInstant() - Live;
        ILookup<bool, UnjudgedSpan> byLive = inOrderOfComing.ToLookup(span => span.To >= since);
        return [.. byLive[true], .. byLive[false].OrderByDescending(span => span.To.UnixMilliseconds)];
    }

    /// <summary>Judges these in their order until it is time to look again; marks what was judged, names what failed.</summary>
    private async Task JudgeSomeAsync(UnjudgedSpan[] waiting, HashSet<SensorId> failed, CancellationToken cancellationToken)
    {
        List<UnjudgedSpan> done = [];
        long began = clock.GetTimestamp();
        foreach (UnjudgedSpan span in waiting)
        {
            if (clock.GetElapsedTime(began) > LooksAgainAfter)
            {
                break;
            }

#pragma warning disable CA1031 // One sensor that cannot be judged must not keep the others from it; it is tried again.
            try
            {
                await judges.JudgeAsync(span, clock.GetCurrentInstant(), cancellationToken);
                done.Add(span);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                failed.Add(span.Sensor);
                metrics.Failed($"{span.Sensor}: {fault.Message}");
                log.LogError(fault, "The readings of {Sensor} could not be judged; trying again", span.Sensor);
            }
#pragma warning restore CA1031
        }

        if (done.Count > 0)
        {
            await unjudged.DoneAsync(done, cancellationToken);
        }

        metrics.Waiting -= done.Count;
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
