namespace ColdChain.Server.People.Keys;

/// <summary>Why a key was not made or not ended.</summary>
public enum KeyFault
{
    NameForm,

    NameTaken,

    FacilityOutOfScope,

    /// <summary>A key that allows nothing.</summary>
    NoRight,

    DaysOutOfRange,

    ReasonMissing,

    /// <summary>It is revoked or over already.</summary>
    IsOver,
}
