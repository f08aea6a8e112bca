using System.Diagnostics;
using System.Threading.Channels;
using ColdChain.Agent.Buffer;
using ColdChain.Agent.Retrying;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.Intake;

/// <summary>Everything that comes in, on its way to the disk.</summary>
/// <remarks>
/// <code>
/// source --\                              fsync
/// source ---+-- bounded queue -- group -- buffer -- Acknowledge (each of the group)
/// source --/    (sources wait            (what came
///                when it is full)         meanwhile)
/// </code>
/// A group is whatever waits when the commit before is done: one reading on a quiet day, hundreds under load, without a
/// timer that would hold up a sensor. When the disk fails nothing is acknowledged and nothing more is read: the senders
/// keep what they have, and the same group is tried again.
/// </remarks>
public sealed class ReadingIntake(IReadingBuffer buffer, TimeProvider clock, RetryOptions retry, ILogger log)
{
    /// <summary>A second of a busy MQTT listener; a source waits when it is full, nothing is dropped.</summary>
    public const int QueueCapacity = 1000;

    /// <summary>Bounds the transaction; a larger one gains no speed (one fsync for a thousand is already free).</summary>
    public const int LargestGroup = 1000;

    /// <summary>A disk that has room again should be noticed while somebody still stands before the machine.</summary>
    private static readonly RetryOptions DiskRetry = new()
    {
        FirstWait = TimeSpan.FromMilliseconds(200),
        LongestWait = TimeSpan.FromSeconds(5),
    };

    /// <summary>Who is shown each group once it is on the disk.</summary>
    public IReadOnlyList<IStoredWatcher> Watchers { get; init; } = [];

    private readonly RetrySchedule _schedule = new(DiskRetry, clock, Random.Shared);

    /// <summary>
    /// Runs until the token is cancelled; then takes what is in the queue already to the disk, and ends. A fault of a
    /// source never ends it; a bug in here does, and travels.
    /// </summary>
    public async Task RunAsync(IReadOnlyList<ISensorSource> sources, CancellationToken cancellationToken)
    {
        Channel<QueuedObservation> queue = Channel.CreateBounded<QueuedObservation>(
            new BoundedChannelOptions(QueueCapacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });
        using CancellationTokenSource stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task pumping = PumpAllAsync(sources, queue.Writer, stopping.Token);
        try
        {
            await StoreAllAsync(queue.Reader, stopping.Token);
        }
        finally
        {
            await stopping.CancelAsync();
        }

        await pumping;
    }

    private async Task PumpAllAsync(
        IReadOnlyList<ISensorSource> sources, ChannelWriter<QueuedObservation> queue, CancellationToken cancellationToken)
    {
        await Task.WhenAll(sources.Select(source => Task.Run(
            () => new ContainedSource(source, clock, new RetrySchedule(retry, clock, Random.Shared), log)
                .PumpAsync(queue, cancellationToken),
            CancellationToken.None)));
        queue.Complete();
    }

    private async Task StoreAllAsync(ChannelReader<QueuedObservation> queue, CancellationToken cancellationToken)
    {
        List<QueuedObservation> group = [];
        while (await queue.WaitToReadAsync(CancellationToken.None))
        {
            group.Clear();
            while (group.Count < LargestGroup && queue.TryRead(out QueuedObservation queued))
            {
                group.Add(queued);
            }

            IReadOnlyList<Observation> seen = [.. group.Select(queued => queued.Seen)];
            if (!await StoreAsync(seen, cancellationToken))
            {
                continue;
            }

            foreach (IStoredWatcher watcher in Watchers)
            {
                watcher.Stored(seen);
            }

            foreach (QueuedObservation queued in group)
            {
                Tell(queued.Seen);
                if (queued.Seen is Observation.Measured measured)
                {
                    await queued.From.AcknowledgeAsync(measured);
                }
            }
        }
    }

    /// <summary>What the server will show as events, for the person in front of this machine.</summary>
    private void Tell(Observation seen)
    {
        IReadOnlyList<WireEvent> events = seen switch
        {
            Observation.Happened happened => [happened.What],
            Observation.Measured measured => measured.Events,
            _ => throw new UnreachableException(),
        };
        foreach (WireEvent what in events)
        {
            bool isFault = what.Kind is WireEventKinds.SensorFault or WireEventKinds.SourceFault or WireEventKinds.PowerLost;
            log.Log(
                isFault ? LogLevel.Warning : LogLevel.Information,
                "{Kind} {Sensor}: {Detail}",
                what.Kind,
                what.Sensor ?? what.Unit ?? "(agent)",
                what.Detail ?? "-");
        }
    }

    /// <summary>False only when the agent is stopped while the disk fails: then nobody may be told that it is safe.</summary>
    private async Task<bool> StoreAsync(IReadOnlyList<Observation> group, CancellationToken cancellationToken)
    {
        Instant? failedAt = null;
        JournalFault? last = null;
        while (true)
        {
            JournalFaultException? fault = await AppendAsync(failedAt is null ? group : [.. group, Over(failedAt.Value, last)]);
            if (fault is null)
            {
                TellRecovery(failedAt);
                return true;
            }

            failedAt ??= clock.GetCurrentInstant();
            if (fault.Fault != last)
            {
                last = fault.Fault;
                log.LogError(fault, "Nothing is acknowledged to the sensors until the buffer can be written again: {Reason}", fault.Message);
            }

            _schedule.Failed();
            if (cancellationToken.IsCancellationRequested)
            {
                return false;
            }

            await Task.Delay(_schedule.NextDelay, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<JournalFaultException?> AppendAsync(IReadOnlyList<Observation> group)
    {
        try
        {
            AppendOutcome outcome = await buffer.AppendAsync(group, CancellationToken.None);
            if (outcome.Redelivered > 0)
            {
                log.LogInformation("{Count} messages were delivered again and were stored already", outcome.Redelivered);
            }

            return null;
        }
        catch (JournalFaultException fault)
        {
            return fault;
        }
    }

    private void TellRecovery(Instant? failedAt)
    {
        _schedule.Succeeded();
        if (failedAt is { } since)
        {
            log.LogWarning("The buffer can be written again; it could not since {Since}", since);
        }
    }

    private Observation.Happened Over(Instant since, JournalFault? fault) => new(new WireEvent
    {
        Sequence = 0,
        Kind = WireEventKinds.BufferFull,
        At = since.UnixMilliseconds,
        Detail = $"{fault}: nothing was acknowledged until {clock.GetCurrentInstant()}",
    });
}
