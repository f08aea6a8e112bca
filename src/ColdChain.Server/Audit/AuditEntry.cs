using ColdChain.Core.Time;

namespace ColdChain.Server.Audit;

/// <summary>One line of the audit trail: who did what to which record, when, and why. Never updated or deleted.</summary>
public sealed class AuditEntry
{
    public long Id { get; init; }

    public required Instant At { get; init; }

    /// <summary>A user name, or the part of the program that acted: <c>system</c>, <c>agent:gaochuan-gateway</c>.</summary>
    public required string Actor { get; init; }

    /// <summary><c>create</c>, <c>modify</c>, <c>remove</c>, or an act that changes no record: <c>log-in</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The table of the record.</summary>
    public required string Subject { get; init; }

    public required string SubjectKey { get; init; }

    /// <summary>JSON of the columns that changed, as they were; secrets are named, not shown.</summary>
    public string? OldValues { get; init; }

    public string? NewValues { get; init; }

    public string? Reason { get; init; }
}
