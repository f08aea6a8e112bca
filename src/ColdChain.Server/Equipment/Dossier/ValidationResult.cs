namespace ColdChain.Server.Equipment.Dossier;

/// <summary>What a validation found. Stored by name: never rename.</summary>
public enum ValidationResult
{
    /// <summary>合格</summary>
    Passed,

    /// <summary>有条件合格: fit with the restrictions that the report names.</summary>
    PassedWithConditions,

    /// <summary>不合格</summary>
    Failed,
}
