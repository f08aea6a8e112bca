using ColdChain.Agent.Intake;
using ColdChain.Core.Identity;

namespace ColdChain.Agent.Buffer;

/// <summary>Keeps what was measured until the server has it on its own disk. Verbs: append, peek, remove; never take.</summary>
/// <remarks>
/// Every verb may throw <see cref="JournalFaultException"/> when the disk fails, and has then changed nothing. Safe to
/// call from several tasks. A file that turns out to be damaged is set aside by whichever verb finds out: the verb
/// then works on a new journal, whose first entry says what happened.
/// </remarks>
public interface IReadingBuffer : IAsyncDisposable
{
    /// <summary>The journal that entries are appended to now.</summary>
    JournalId Journal { get; }

    /// <summary>Rings after each append, also after one that failed.</summary>
    JournalBell Bell { get; }

    /// <summary>
    /// The way past the disk. From an append that failed until one that succeeds, the live lane shows what is offered here
    /// and nothing of the file.
    /// </summary>
    Detour Detour { get; }

    /// <summary>
    /// Stores the group in one transaction, fsynced when this returns. A message that was stored already and is
    /// delivered again is recognised (docs/operations/agent.md) and skipped; everything else of the group is stored.
    /// </summary>
    ValueTask<AppendOutcome> AppendAsync(IReadOnlyList<Observation> group, CancellationToken cancellationToken);

    /// <summary>Up to <paramref name="most"/> entries of a lane, which stay where they are.</summary>
    /// <remarks>
    /// Peeking into the live lane moves what does not fit into this page to the backlog, so no entry is ever in both.
    /// </remarks>
    ValueTask<JournalPage> PeekAsync(ForwardLane lane, int most, CancellationToken cancellationToken);

    /// <summary>Forgets entries that the server has. Entries of another journal than the present one are left alone.</summary>
    /// <remarks>Not fsynced: a removal lost in a power cut costs a repetition, which the server recognises.</remarks>
    ValueTask RemoveAsync(
        JournalId journal, IReadOnlyList<SequenceRange> accepted, CancellationToken cancellationToken);

    /// <summary>Moves an entry that the server will never take out of both lanes; it stays in the file with the reason.</summary>
    ValueTask SetAsideAsync(JournalId journal, long sequence, string reason, CancellationToken cancellationToken);

    /// <summary>How many entries wait.</summary>
    ValueTask<long> CountAsync(CancellationToken cancellationToken);
}
