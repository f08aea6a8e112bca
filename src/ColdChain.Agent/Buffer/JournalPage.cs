using ColdChain.Core.Identity;

namespace ColdChain.Agent.Buffer;

/// <summary>What a look into the buffer shows. The journal goes with it: sequences mean nothing without.</summary>
/// <param name="Journal">Whose sequences these are.</param>
/// <param name="Entries">In the order of the lane; empty when nothing waits.</param>
public sealed record JournalPage(JournalId Journal, IReadOnlyList<JournalEntry> Entries);
