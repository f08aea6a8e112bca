using ColdChain.Core.Identity;
using ColdChain.Core.Lots;

namespace ColdChain.Server.Traceability.Papers;

/// <summary>A line that could be read: a movement that is not entered yet (its id is the number of its line).</summary>
public sealed record MovementDraft(int Line, FacilityId Owner, StockMovement Movement)
{
    public long? Packages { get; init; }

    public string? Purpose { get; init; }

    public string? TraceCodes { get; init; }

    public string? Remarks { get; init; }

    /// <summary>For a void: the line of the owner's book that it takes out.</summary>
    public (string Document, int Line)? Voids { get; init; }

    public string? VoidReason { get; init; }

    /// <summary>SHA-256 of what the line says.</summary>
    public required string ContentSha256 { get; init; }
}
