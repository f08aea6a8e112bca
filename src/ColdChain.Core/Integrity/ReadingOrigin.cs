using ColdChain.Core.Identity;

namespace ColdChain.Core.Integrity;

/// <summary>Which buffer of which agent brought a reading.</summary>
public readonly record struct ReadingOrigin(AgentId Agent, JournalId Journal);
