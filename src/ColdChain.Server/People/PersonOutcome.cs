namespace ColdChain.Server.People;

/// <summary>What came of an administrator's act on a person.</summary>
public abstract record PersonOutcome
{
    private PersonOutcome()
    {
    }

    /// <param name="Person">As they are now.</param>
    /// <param name="Link">The token of a link to set the password up, to be shown this once.</param>
    public sealed record Done(Person Person, OneTimeSecret? Link) : PersonOutcome;

    public sealed record Refused(PersonFault Fault) : PersonOutcome;
}
