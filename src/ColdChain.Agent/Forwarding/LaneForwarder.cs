using ColdChain.Agent.Buffer;
using ColdChain.Agent.Retrying;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.Forwarding;

/// <summary>One lane of the way to the server: one request in flight, and nothing leaves the buffer unconfirmed (G1).</summary>
/// <remarks>
/// A batch that is not understood is halved until the entry to blame is alone; it is stepped over, and set aside for good
/// once the server takes an entry after it. A server that understands nothing at all (<see cref="MostSuspects"/> in a row)
/// is at fault itself: then nothing is set aside and the lane waits.
/// </remarks>
internal sealed class LaneForwarder(ForwardLane lane, ForwardingParts parts)
{
    public const int MostSuspects = 3;

    /// <summary>A minute of fifty sensors: what an alarm needs, and a second on a line of a kilobyte a second.</summary>
    public const int FirstLive = 50;

    public const int FirstBacklog = 250;

    /// <summary>The wire's own measure of a clock that needs setting (design §7).</summary>
    private static readonly TimeSpan LargestSkew = TimeSpan.FromSeconds(60);

    private readonly RetrySchedule _schedule = new(parts.Options.Retry, parts.Clock, Random.Shared);
    private readonly Dictionary<long, string> _suspects = [];
    private readonly BatchSize _size = lane == ForwardLane.Live
        ? new BatchSize(FirstLive, parts.Options.LiveMost)
        : new BatchSize(FirstBacklog, parts.Options.BacklogMost);

    private string? _trouble;
    private bool _skewTold;
    private long _sentAt = parts.Clock.GetTimestamp();

    /// <summary>Until the next attempt may be made; the backlog also waits for what the line may carry.</summary>
    public TimeSpan NextDelay =>
        lane == ForwardLane.Backlog && parts.Server.Budget.Wait is var cap && cap > _schedule.NextDelay ? cap : _schedule.NextDelay;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (lane == ForwardLane.Backlog)
            {
                await parts.Gate.WaitAsync(cancellationToken);
            }

            if (NextDelay is var wait && wait > TimeSpan.Zero)
            {
                // Rounded up: a timer counts whole milliseconds, and a rest of less than one would be no wait at all.
                TimeSpan whole = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
                await Task.Delay(whole, parts.Clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            Task ring = parts.Buffer.Bell.NextRing;
            if (await StepAsync(cancellationToken) && NextDelay == TimeSpan.Zero)
            {
                await WaitAsync(ring, cancellationToken);
            }
        }
    }

    /// <summary>One look and at most one request. True when nothing waited.</summary>
    public async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        try
        {
            JournalPage page = await parts.Buffer.PeekAsync(lane, _size.Most + _suspects.Count, cancellationToken);
            List<JournalEntry> entries = [.. page.Entries.Where(entry => !_suspects.ContainsKey(entry.Sequence)).Take(_size.Most)];
            bool beats = lane == ForwardLane.Live && parts.Clock.GetElapsedTime(_sentAt) >= parts.Options.Heartbeat;
            if (entries.Count == 0 && !beats)
            {
                return true;
            }

            ReadingBatch batch = BatchMaker.Make(page.Journal, lane, entries, parts.Clock.GetCurrentInstant());
            (long begun, long spent) = (parts.Clock.GetTimestamp(), parts.Server.Budget.Spent);
            SendOutcome outcome = await parts.Server.SendAsync(batch, cancellationToken);
            Measure(outcome, entries.Count, parts.Clock.GetElapsedTime(begun), parts.Server.Budget.Spent - spent);
            await TakeAsync(outcome, page with { Entries = entries }, cancellationToken);
            return entries.Count == 0;
        }
        catch (Exception fault) when (fault is JournalFaultException || cancellationToken.IsCancellationRequested)
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                Failed($"the buffer cannot be used: {fault.Message}", TimeSpan.Zero, needsSomebody: true);
            }

            return cancellationToken.IsCancellationRequested;
        }
#pragma warning disable CA1031 // The boundary of a lane: whatever a server answers must not end the collecting of readings.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            parts.Log.LogError(fault, "{Lane} lane: sending broke off", lane);
            Failed($"sending broke off, which is a fault of this program: {fault.Message}", TimeSpan.Zero, needsSomebody: true);
            return false;
        }
    }

    /// <summary>A batch costs the time it took, or the time in which the cap gives its bytes again.</summary>
    private void Measure(SendOutcome outcome, int entries, TimeSpan took, long bytes)
    {
        if (outcome is SendOutcome.Answered)
        {
            TimeSpan paid = parts.Server.Budget.TimeFor(bytes);
            _size.Took(paid > took ? paid : took, entries);
        }
        else if (outcome is SendOutcome.TryAgain { IsTimeout: true })
        {
            _size.TimedOut(entries);
        }
        else if (outcome is SendOutcome.TryAgain { IsUnreached: true })
        {
            _size.StartAgain();
        }

        if (lane == ForwardLane.Live && outcome is SendOutcome.TryAgain)
        {
            parts.Gate.Shut();
        }
        else if (lane == ForwardLane.Live)
        {
            parts.Gate.Open();
        }
    }

    private async Task TakeAsync(SendOutcome outcome, JournalPage sent, CancellationToken cancellationToken)
    {
        switch (outcome)
        {
            case SendOutcome.Answered answered:
                await AnsweredAsync(answered.Reply, sent, cancellationToken);
                break;
            case SendOutcome.TryAgain again:
                Failed(again.Reason, again.AtLeast, again.NeedsSomebody, again.IsUnreached);
                break;
            case SendOutcome.TooLarge when sent.Entries.Count > 1:
                _size.Halve(sent.Entries.Count);
                parts.Log.LogInformation("The server wants smaller batches; {Lane} sends {Most} entries at a time", lane, _size.Most);
                break;
            case SendOutcome.TooLarge:
                Suspect(sent, "the server finds it too large even alone (413)");
                break;
            case SendOutcome.NotUnderstood when sent.Entries.Count > 1:
                _size.Halve(sent.Entries.Count);
                break;
            case SendOutcome.NotUnderstood when sent.Entries.Count == 0:
                // A server that does not know heartbeats loses nothing by them.
                _sentAt = parts.Clock.GetTimestamp();
                break;
            case SendOutcome.NotUnderstood bad:
                Suspect(sent, bad.Reason);
                break;
        }
    }

    private async Task AnsweredAsync(BatchReply reply, JournalPage sent, CancellationToken cancellationToken)
    {
        ReplyReading reading = ReplyReading.Of(reply, sent.Entries);
        if (reading.Done.Count > 0)
        {
            await parts.Buffer.RemoveAsync(sent.Journal, reading.Done, cancellationToken);
        }

        foreach (IGrouping<string, RejectedEntry> same in reading.Rejected.GroupBy(rejected => rejected.Reason))
        {
            parts.Log.LogWarning(
                "The server keeps {Count} entries in quarantine, the first of them {Sequence}: {Reason}",
                same.Count(),
                same.First().Sequence,
                same.Key);
        }

        if (reading.Done.Count == 0 && sent.Entries.Count > 0)
        {
            Failed("the server answered 200 and took nothing", TimeSpan.Zero, needsSomebody: false);
            return;
        }

        await SetSuspectsAsideAsync(sent, reading.Accepted, cancellationToken);
        Succeeded(reading.Accepted);
        TellSkew(reply);
    }

    private async Task SetSuspectsAsideAsync(JournalPage sent, int accepted, CancellationToken cancellationToken)
    {
        if (accepted == 0)
        {
            return;
        }

        foreach ((long sequence, string reason) in _suspects)
        {
            parts.Log.LogError("Entry {Sequence} is never taken by the server and was set aside in the buffer: {Reason}", sequence, reason);
            await parts.Buffer.SetAsideAsync(sent.Journal, sequence, reason, cancellationToken);
        }

        _suspects.Clear();
    }

    private void Suspect(JournalPage sent, string reason)
    {
        if (sent.Entries.Count == 0 || _suspects.Count + 1 >= MostSuspects)
        {
            _suspects.Clear();
            Failed(reason, TimeSpan.Zero, needsSomebody: true);
            return;
        }

        _suspects[sent.Entries[0].Sequence] = reason;
    }

    private void Succeeded(int accepted)
    {
        if (_trouble is not null)
        {
            parts.Log.LogInformation("The {Lane} lane reaches the server again after {Failures} attempts", lane, _schedule.Failures);
            _trouble = null;
        }

        parts.Log.LogDebug("{Lane}: the server has {Accepted} more entries", lane, accepted);
        _schedule.Succeeded();
        _sentAt = parts.Clock.GetTimestamp();
    }

    private void Failed(string reason, TimeSpan atLeast, bool needsSomebody, bool isUnreached = false)
    {
        if (reason != _trouble)
        {
            _trouble = reason;
            parts.Log.Log(
                needsSomebody ? LogLevel.Error : LogLevel.Warning,
                "{Lane} lane: {Reason}. Readings stay in the buffer and are sent later",
                lane,
                reason);
        }

        TimeSpan longest = parts.Options.Retry.LongestWait;
        TimeSpan reconnect = parts.Options.ReconnectWait < longest ? parts.Options.ReconnectWait : longest;
        _schedule.Failed(atLeast, isUnreached ? reconnect : longest);
    }

    private void TellSkew(BatchReply reply)
    {
        TimeSpan skew = Instant.FromUnixMilliseconds(reply.ServerTime) - parts.Clock.GetCurrentInstant();
        bool large = skew.Duration() > LargestSkew;
        if (large && !_skewTold)
        {
            parts.Log.LogWarning("This machine's clock and the server's differ by {Skew}; set it (NTP), or times of readings are wrong", skew);
        }

        _skewTold = large;
    }

    private async Task WaitAsync(Task ring, CancellationToken cancellationToken)
    {
        using CancellationTokenSource waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(ring, Task.Delay(parts.Options.Heartbeat, parts.Clock, waiting.Token));
        await waiting.CancelAsync();
        if (lane == ForwardLane.Live && parts.Options.Gather > TimeSpan.Zero)
        {
            await Task.Delay(parts.Options.Gather, parts.Clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
