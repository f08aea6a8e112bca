using ColdChain.Core.Identity;

namespace ColdChain.Server.History.Embedded;

/// <summary>Who stands behind the number of a journal.</summary>
internal readonly record struct JournalOrigin(AgentId Agent, JournalId Journal);
