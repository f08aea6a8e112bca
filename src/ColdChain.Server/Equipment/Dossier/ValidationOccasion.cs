namespace ColdChain.Server.Equipment.Dossier;

/// <summary>Why a unit is validated: the four occasions of the GSP annex (standards 3.12 [B]). Stored by name: never rename.</summary>
public enum ValidationOccasion
{
    /// <summary>使用前</summary>
    BeforeUse,

    /// <summary>专项: something about it was changed.</summary>
    Special,

    /// <summary>定期: at least yearly [K].</summary>
    Periodic,

    /// <summary>停用超过规定时限</summary>
    AfterDisuse,
}
