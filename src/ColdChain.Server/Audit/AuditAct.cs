using ColdChain.Core.Identity;

namespace ColdChain.Server.Audit;

/// <summary>Something that was done without changing a record.</summary>
/// <param name="Action">One of <see cref="AuditActions"/>.</param>
/// <param name="Subject">The table, or the part of the server.</param>
/// <param name="SubjectKey">Which of them.</param>
public sealed record AuditAct(string Action, string Subject, string SubjectKey)
{
    /// <summary>Null: that of the person who acts.</summary>
    public FacilityId? FacilityId { get; init; }

    /// <summary>A JSON object of texts.</summary>
    public string? OldValues { get; init; }

    public string? NewValues { get; init; }

    public string? Reason { get; init; }
}
