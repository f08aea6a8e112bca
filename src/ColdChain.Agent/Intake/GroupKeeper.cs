using ColdChain.Agent.Buffer;
using ColdChain.Agent.Retrying;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.Intake;

/// <summary>Takes a group to a disk: to this machine's, or, while that fails, through the live lane to the server's.</summary>
/// <remarks>
/// <code>
/// group --> journal.db, fsynced ----------------------------> acknowledge
///             | fails
///             v
///           detour (memory) --> live lane --> server's disk -> acknowledge
///             ^------ the disk is tried again meanwhile
/// </code>
/// What is on neither disk is not acknowledged, and nothing more is read: the senders keep what they have.
/// </remarks>
internal sealed class GroupKeeper(IReadingBuffer buffer, TimeProvider clock, ILogger log)
{
    /// <summary>A disk that has room again should be noticed while somebody still stands before the machine.</summary>
    private static readonly RetryOptions DiskRetry = new()
    {
        FirstWait = TimeSpan.FromMilliseconds(200),
        LongestWait = TimeSpan.FromSeconds(5),
    };

    private readonly RetrySchedule _schedule = new(DiskRetry, clock, Random.Shared);
    private readonly Dictionary<Observation, Parcel> _parcels = new(ReferenceEqualityComparer.Instance);
    private Instant? _failedAt;
    private JournalFault? _last;
    private long _detoured;
    private long _triedAt;

    /// <summary>
    /// Ends when all of the group was handed to <paramref name="acknowledge"/>; or when the agent is stopped while the
    /// disk fails: then nobody may be told that it is safe.
    /// </summary>
    /// <param name="group">In the order of arrival.</param>
    /// <param name="show">
    /// Called once: when the group is on the disk, or when the disk has failed and it is held in memory, for an alarm
    /// must sound whatever the disk does.
    /// </param>
    /// <param name="acknowledge">Called once for each that is safe.</param>
    /// <param name="cancellationToken">The agent is to stop.</param>
    public async Task KeepAsync(
        IReadOnlyList<QueuedObservation> group,
        Action show,
        Func<QueuedObservation, Task> acknowledge,
        CancellationToken cancellationToken)
    {
        List<QueuedObservation> left = [.. group];
        bool isShown = false;
        while (left.Count > 0)
        {
            Task delivery = buffer.Detour.NextDelivery;
            bool isStored = IsDiskDue(cancellationToken) && await TryDiskAsync(left);
            if (!isShown)
            {
                isShown = true;
                show();
            }

            if (isStored)
            {
                foreach (QueuedObservation queued in left)
                {
                    await acknowledge(queued);
                }

                return;
            }

            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            Offer(left);
            foreach (QueuedObservation queued in TakeDelivered(left))
            {
                _detoured++;
                await acknowledge(queued);
            }

            if (left.Count > 0)
            {
                await WaitAsync(delivery, cancellationToken);
            }
        }
    }

    /// <summary>From a group that the disk did not take until one that it takes.</summary>
    public bool IsFailing => _failedAt is not null;

    /// <summary>How long until the disk is tried again.</summary>
    public TimeSpan UntilDisk => Max(_schedule.NextDelay - clock.GetElapsedTime(_triedAt), TimeSpan.Zero);

    /// <summary>Tries the disk while nothing waits for it, so that its recovery is noticed without a new reading.</summary>
    public async Task RetryAsync()
    {
        if (IsFailing && UntilDisk == TimeSpan.Zero)
        {
            await TryDiskAsync([]);
        }
    }

    private bool IsDiskDue(CancellationToken cancellationToken) =>
        !IsFailing || cancellationToken.IsCancellationRequested || UntilDisk == TimeSpan.Zero;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private async Task<bool> TryDiskAsync(List<QueuedObservation> left)
    {
        IReadOnlyList<Observation> group = [.. left.Select(queued => queued.Seen), .. Over()];
        JournalFaultException? fault = await AppendAsync(group);
        _triedAt = clock.GetTimestamp();
        if (fault is null)
        {
            Recovered();
            return true;
        }

        bool isNew = _failedAt is null;
        _failedAt ??= clock.GetCurrentInstant();
        if (fault.Fault != _last)
        {
            _last = fault.Fault;
            log.LogError(
                fault,
                "Nothing is acknowledged to the sensors until the buffer can be written again, or the server has taken it from memory: {Reason}",
                fault.Message);
        }

        if (isNew)
        {
            buffer.Detour.Offer(new Observation.Happened(Event(
                WireEventKinds.BufferFailing,
                $"{fault.Fault}: {fault.Message} What is measured is sent from memory and acknowledged when the server has it")));
        }

        _schedule.Failed();
        return false;
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

    private void Offer(List<QueuedObservation> left)
    {
        bool isNew = false;
        foreach (QueuedObservation queued in left)
        {
            if (!_parcels.ContainsKey(queued.Seen))
            {
                _parcels[queued.Seen] = buffer.Detour.Offer(queued.Seen);
                isNew = true;
            }
        }

        if (isNew)
        {
            buffer.Bell.Ring();
        }
    }

    /// <summary>In the order of each source: PUBACKs go out in the order of their messages (MQTT-4.6.0-2).</summary>
    private List<QueuedObservation> TakeDelivered(List<QueuedObservation> left)
    {
        HashSet<ContainedSource> waiting = [];
        List<QueuedObservation> delivered = [];
        foreach (QueuedObservation queued in left)
        {
            if (!_parcels[queued.Seen].IsDelivered)
            {
                waiting.Add(queued.From);
            }
            else if (!waiting.Contains(queued.From))
            {
                delivered.Add(queued);
            }
        }

        foreach (QueuedObservation queued in delivered)
        {
            left.Remove(queued);
            _parcels.Remove(queued.Seen);
        }

        return delivered;
    }

    private async Task WaitAsync(Task delivery, CancellationToken cancellationToken)
    {
        using CancellationTokenSource waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(delivery, Task.Delay(UntilDisk, clock, waiting.Token));
        await waiting.CancelAsync();
    }

    private void Recovered()
    {
        _schedule.Succeeded();
        _parcels.Clear();
        buffer.Detour.Withdraw();
        if (_failedAt is { } since)
        {
            log.LogWarning(
                "The buffer can be written again; it could not since {Since}. {Detoured} messages went to the server from memory meanwhile",
                since,
                _detoured);
        }

        _failedAt = null;
        _last = null;
        _detoured = 0;
    }

    private IEnumerable<Observation> Over() => _failedAt is { } since
        ? [new Observation.Happened(Event(
            WireEventKinds.BufferFull,
            $"{_last}: the buffer could not be written until {clock.GetCurrentInstant()}; {_detoured} messages were acknowledged after the server took them from memory, nothing else was") with { At = since.UnixMilliseconds })]
        : [];

    private WireEvent Event(string kind, string detail) => new()
    {
        Sequence = 0,
        Kind = kind,
        At = clock.GetCurrentInstant().UnixMilliseconds,
        Detail = detail,
    };
}
