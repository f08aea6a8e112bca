namespace ColdChain.Server.People;

/// <summary>Why a password cannot be chosen.</summary>
public enum PasswordFault
{
    TooShort,

    TooLong,

    IsUserName,

    TooCommon,

    /// <summary>Typed differently the second time.</summary>
    NotRepeated,

    /// <summary>Somebody used the same link in the meantime.</summary>
    LinkGone,
}
