using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;
using ColdChain.Core.Time;

namespace ColdChain.Server.Audit;

/// <summary>One line of the audit trail: who did what to which record, when, and why. Never updated or deleted.</summary>
/// <remarks>Number and hash are given by <see cref="AuditChain"/> in the transaction that writes the row.</remarks>
public sealed class AuditEntry
{
    public long Id { get; init; }

    public required Instant At { get; init; }

    /// <summary>A user name, or the part of the program that acted: <c>system</c>, <c>agent:gaochuan-gateway</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>One of <see cref="AuditActions"/>.</summary>
    public required string Action { get; init; }

    /// <summary>The table of the record.</summary>
    public required string Subject { get; init; }

    public required string SubjectKey { get; init; }

    /// <summary>Whose inspectors see it: the record's facility, else that of the person who acted; null for the server itself.</summary>
    public FacilityId? FacilityId { get; init; }

    /// <summary>JSON of the columns that changed, as they were; secrets are named, not shown.</summary>
    public string? OldValues { get; init; }

    public string? NewValues { get; init; }

    public string? Reason { get; init; }

    /// <summary>Over this row and the hash of the row before it (<see cref="CanonicalAuditRow"/>).</summary>
    public Digest? Sha256 { get; init; }

    /// <summary>What is hashed, under the number that it gets.</summary>
    public AuditRow ToRow(long number) => new()
    {
        Number = number,
        AtMilliseconds = At.UnixMilliseconds,
        Actor = Actor,
        Action = Action,
        Subject = Subject,
        SubjectKey = SubjectKey,
        Facility = FacilityId?.ToString(),
        OldValues = OldValues,
        NewValues = NewValues,
        Reason = Reason,
    };
}
