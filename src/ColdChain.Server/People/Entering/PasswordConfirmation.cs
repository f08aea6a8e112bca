namespace ColdChain.Server.People.Entering;

/// <summary>What came of a password that was asked for again.</summary>
/// <param name="Person">Whose it is, tracked; null when it is not theirs.</param>
/// <param name="IsLockedOut">Five wrong ones have locked the name: the right one does not count now either.</param>
public sealed record PasswordConfirmation(Person? Person, bool IsLockedOut);
