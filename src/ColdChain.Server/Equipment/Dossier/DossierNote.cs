using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Server.Equipment.Dossier;

/// <summary>What somebody added to a paper later, or why it does not count. Never changed.</summary>
public sealed class DossierNote
{
    public long Id { get; init; }

    public required long DossierEntryId { get; init; }

    /// <summary>As its paper's.</summary>
    public required FacilityId FacilityId { get; init; }

    /// <summary>True: the paper is void from now on, and stays to be read.</summary>
    public required bool IsVoid { get; init; }

    /// <summary>The annotation, or the reason of the voiding.</summary>
    public required string Text { get; init; }

    public required Instant EnteredAt { get; init; }

    public required long EnteredById { get; init; }

    public required string EnteredBy { get; init; }
}
