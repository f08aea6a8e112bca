using ColdChain.Core.Identity;

namespace ColdChain.Server.Audit;

/// <summary>Who the audit trail names for what this scope writes, and why they do it.</summary>
public sealed class CurrentActor
{
    /// <summary>Jobs and start-up act as the system until they say otherwise.</summary>
    public string Name { get; set; } = "system";

    public string? Reason { get; set; }

    /// <summary>Of the person; what belongs to no facility of its own is theirs to see. Null for the server itself.</summary>
    public FacilityId? FacilityId { get; set; }
}
