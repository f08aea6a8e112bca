using ColdChain.Agent.Intake;
using ColdChain.Core.Identity;

namespace ColdChain.Agent.Buffer;

/// <summary>The way past a disk that fails: what waits for it is shown to the live lane from memory.</summary>
/// <remarks>
/// A journal of its own that lives in memory and dies with the program. Nothing in it was acknowledged to its source; it
/// may be once the server has it on its disk, which is a disk too (docs/decisions/0008-a-buffer-that-cannot-be-written.md).
/// Bounded by its caller, who offers one group at a time. Safe for several tasks.
/// </remarks>
public sealed class Detour
{
    /// <summary>More than the listener and the brokers hold in flight together; then the oldest are forgotten.</summary>
    private const int MostRemembered = 10_000;

    /// <summary>A lane that remembers a sequence across a change of journals never takes one of ours for the file's.</summary>
    private const long FirstSequence = 1L << 50;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, (JournalEntry Entry, Parcel Parcel)> _waiting = [];
    private readonly Dictionary<(string Source, string Client, int Packet), (MessageOrigin Origin, Parcel Parcel)> _messages = [];
    private TaskCompletionSource _delivery = New();
    private long _next = FirstSequence;

    public JournalId Journal { get; } = JournalId.FromGuid(Guid.NewGuid());

    /// <summary>Completes when the server has taken something. Taken before the look at parcels.</summary>
    public Task NextDelivery
    {
        get
        {
            lock (_lock)
            {
                return _delivery.Task;
            }
        }
    }

    /// <summary>Messages that the server has and whose senders may repeat them.</summary>
    internal IReadOnlyList<MessageOrigin> Remembered
    {
        get
        {
            lock (_lock)
            {
                return [.. _messages.Values.Where(message => message.Parcel.IsDelivered).Select(message => message.Origin)];
            }
        }
    }

    /// <summary>A message that was offered before and is delivered again gets the parcel of its first time (G2).</summary>
    public Parcel Offer(Observation seen)
    {
        lock (_lock)
        {
            MessageOrigin? origin = (seen as Observation.Measured)?.Origin;
            if (origin is { IsRedelivery: true } && _messages.TryGetValue(Key(origin), out var before)
                && before.Origin.PayloadHash == origin.PayloadHash)
            {
                return before.Parcel;
            }

            JournalEntry[] entries = [.. Entries(seen)];
            Parcel parcel = new(entries.Length);
            foreach (JournalEntry entry in entries)
            {
                _waiting[entry.Sequence] = (entry, parcel);
            }

            if (origin is not null)
            {
                Remember(origin, parcel);
            }

            return parcel;
        }
    }

    /// <summary>The disk takes it after all: nothing is shown any longer.</summary>
    public void Withdraw()
    {
        lock (_lock)
        {
            _waiting.Clear();
        }
    }

    internal IReadOnlyList<JournalEntry> Newest(int most)
    {
        lock (_lock)
        {
            return [.. _waiting.Reverse().Take(most).Select(waiting => waiting.Value.Entry)];
        }
    }

    /// <summary>The server has these.</summary>
    internal void Remove(IReadOnlyList<SequenceRange> accepted)
    {
        lock (_lock)
        {
            foreach (long sequence in _waiting.Keys.Where(sequence => accepted.Any(range => sequence >= range.First && sequence <= range.Last)).ToArray())
            {
                _waiting[sequence].Parcel.Delivered();
                _waiting.Remove(sequence);
            }

            Interlocked.Exchange(ref _delivery, New()).TrySetResult();
        }
    }

    /// <summary>The server will never take it: it waits for the disk, unacknowledged.</summary>
    internal void SetAside(long sequence)
    {
        lock (_lock)
        {
            _waiting.Remove(sequence);
        }
    }

    /// <summary>The journal remembers those messages now.</summary>
    internal void Forget()
    {
        lock (_lock)
        {
            _messages.Clear();
        }
    }

    private IEnumerable<JournalEntry> Entries(Observation seen) => seen switch
    {
        Observation.Measured measured => measured.Readings
            .Select(JournalEntry (reading) => new JournalEntry.Measured(_next++, reading))
            .Concat(measured.Events.Select(what => new JournalEntry.Happened(what with { Sequence = _next++ }))),
        Observation.Happened happened => [new JournalEntry.Happened(happened.What with { Sequence = _next++ })],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private void Remember(MessageOrigin origin, Parcel parcel)
    {
        if (_messages.Count >= MostRemembered)
        {
            _messages.Clear();
        }

        _messages[Key(origin)] = (origin, parcel);
    }

    private static (string Source, string Client, int Packet) Key(MessageOrigin origin) =>
        (origin.Source, origin.ClientId, origin.PacketId);

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
