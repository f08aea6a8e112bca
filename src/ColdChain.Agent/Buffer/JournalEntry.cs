using ColdChain.Core.Readings;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Buffer;

/// <summary>One line of the journal: a reading or an event, under one count of sequences.</summary>
public abstract record JournalEntry
{
    private JournalEntry(long sequence) => Sequence = sequence;

    /// <summary>Counts up from 1 in each journal and is never used twice, not even after the entry was removed.</summary>
    public long Sequence { get; }

    public sealed record Measured(long At, Reading Reading) : JournalEntry(At);

    public sealed record Happened(WireEvent What) : JournalEntry(What.Sequence);
}
