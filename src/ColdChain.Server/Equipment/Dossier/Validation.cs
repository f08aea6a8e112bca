namespace ColdChain.Server.Equipment.Dossier;

/// <summary>A validation of a unit (验证), with or without a mapping of its temperatures.</summary>
public sealed class Validation : DossierEntry
{
    public required ValidationOccasion Occasion { get; init; }

    public required ValidationResult Result { get; init; }

    /// <summary>Whether the distribution of temperatures inside was measured (温度分布).</summary>
    public required bool IncludesMapping { get; init; }
}
