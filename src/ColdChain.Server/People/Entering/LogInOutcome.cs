namespace ColdChain.Server.People.Entering;

/// <summary>What came of a user name and a password.</summary>
public enum LogInOutcome
{
    Entered,

    /// <summary>One of the two is wrong, or five wrong passwords have locked the name: which, is told to nobody.</summary>
    Refused,

    /// <summary>Both are right, and an administrator keeps them out. Only who knows the password learns it.</summary>
    Locked,

    /// <summary>Both are right, and they work here no more.</summary>
    Left,
}
