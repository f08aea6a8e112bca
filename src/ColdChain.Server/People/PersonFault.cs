namespace ColdChain.Server.People;

/// <summary>Why a person was not added or changed.</summary>
public enum PersonFault
{
    UserNameForm,

    UserNameTaken,

    FullNameForm,

    UnknownRole,

    /// <summary>Nobody gives a facility that they do not see themselves.</summary>
    FacilityOutOfScope,

    PhoneForm,

    ReasonMissing,

    /// <summary>Nobody locks themselves out, leaves or changes their own role: another administrator does.</summary>
    OnSelf,

    /// <summary>They are locked or have left: admit them first.</summary>
    MayNotEnter,
}
