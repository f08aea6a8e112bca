namespace ColdChain.Server.Tests.People.Walk;

/// <summary>What a door said.</summary>
internal enum Verdict
{
    /// <summary>Whatever the endpoint made of the request, it was let through to it.</summary>
    In,

    /// <summary>401, or the way to the log-in page.</summary>
    Stranger,

    Forbidden,

    NotThere,

    /// <summary>500 and above: the door fell in.</summary>
    Broken,
}
