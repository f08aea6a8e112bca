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
/// timer that would hold up a sensor. When the disk fails, what comes goes to the server from memory and is acknowledged
/// when it is there (GroupKeeper); what gets to neither disk is not acknowledged, and nothing more is read.
/// </remarks>
public sealed class ReadingIntake(IReadingBuffer buffer, TimeProvider clock, RetryOptions retry, ILogger log)
{
    /// <summary>A second of a busy MQTT listener; a source waits when it is full, nothing is dropped.</summary>
    public const int QueueCapacity = 1000;

    /// <summary>Bounds the transaction; a larger one gains no speed (one fsync for a thousand is already free).</summary>
    public const int LargestGroup = 1000;

    private readonly GroupKeeper _keeper = new(buffer, clock, log);
    private readonly ArrivalTimes _arrivals = new();

    /// <summary>Who is shown each group once it is on the disk; while that fails, once it is held in memory.</summary>
    public IReadOnlyList<IStoredWatcher> Watchers { get; init; } = [];

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
        while (await WaitAsync(queue, cancellationToken))
        {
            group.Clear();
            while (group.Count < LargestGroup && queue.TryRead(out QueuedObservation queued))
            {
                group.Add(queued with { Seen = Settled(queued.Seen) });
            }

            IReadOnlyList<Observation> seen = [.. group.Select(queued => queued.Seen)];
            await _keeper.KeepAsync(group, () => Show(seen), AcknowledgeAsync, cancellationToken);
        }
    }

    /// <summary>Waits for an observation; a disk that fails is tried meanwhile.</summary>
    private async Task<bool> WaitAsync(ChannelReader<QueuedObservation> queue, CancellationToken cancellationToken)
    {
        Task<bool> waiting = queue.WaitToReadAsync(CancellationToken.None).AsTask();
        while (_keeper.IsFailing && !waiting.IsCompleted && !cancellationToken.IsCancellationRequested)
        {
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(waiting, Task.Delay(_keeper.UntilDisk, clock, either.Token));
            await either.CancelAsync();
            if (!waiting.IsCompleted && !cancellationToken.IsCancellationRequested)
            {
                await _keeper.RetryAsync();
            }
        }

        return await waiting;
    }

    private void Show(IReadOnlyList<Observation> seen)
    {
        foreach (IStoredWatcher watcher in Watchers)
        {
            watcher.Stored(seen);
        }
    }

    private async Task AcknowledgeAsync(QueuedObservation queued)
    {
        Tell(queued.Seen);
        if (queued.Seen is Observation.Measured measured)
        {
            await queued.From.AcknowledgeAsync(measured);
        }
    }

    /// <summary>Its time is settled once: the disk and the server are told the same, whichever has it first.</summary>
    private Observation Settled(Observation seen) => seen is Observation.Measured measured
        ? measured with { Readings = [.. measured.Readings.Select(reading => reading with { MeasuredAt = _arrivals.Of(reading) })] }
        : seen;

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
            bool isFault = what.Kind is WireEventKinds.SensorFault or WireEventKinds.SourceFault or WireEventKinds.PowerLost
                or WireEventKinds.MessageRefused or WireEventKinds.ClientGone;
            log.Log(
                isFault ? LogLevel.Warning : LogLevel.Information,
                "{Kind} {Sensor}: {Detail}",
                what.Kind,
                what.Sensor ?? what.Unit ?? "(agent)",
                what.Detail ?? "-");
        }
    }
}
