namespace ColdChain.Server.People;

/// <summary>What became of a request at the <see cref="AccessTable"/>.</summary>
internal enum AccessDecision
{
    Granted,

    /// <summary>The route stands in no line of the table.</summary>
    NotListed,

    NotLoggedIn,

    WrongRole,

    /// <summary>The thing exists elsewhere, or nowhere: the answer does not tell which.</summary>
    OutOfScope,
}
