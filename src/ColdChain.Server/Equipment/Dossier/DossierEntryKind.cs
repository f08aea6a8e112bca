namespace ColdChain.Server.Equipment.Dossier;

/// <summary>What stands in the file of a piece of equipment. Stored by name: never rename.</summary>
public enum DossierEntryKind
{
    /// <summary>校准证书, of a sensor.</summary>
    Calibration,

    /// <summary>维修记录, of a unit.</summary>
    Repair,

    /// <summary>验证, of a unit.</summary>
    Validation,
}
