namespace ColdChain.Server.Signing;

/// <summary>Why a signature was not taken.</summary>
public enum SignatureFault
{
    /// <summary>The password is not that of the person who is logged in.</summary>
    WrongPassword,

    /// <summary>Too many wrong ones: the account is locked for a while, also for the right one.</summary>
    LockedOut,
}
