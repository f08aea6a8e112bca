namespace ColdChain.Server.People.Keys;

/// <summary>What came of an administrator's act on a key.</summary>
public abstract record KeyOutcome
{
    private KeyOutcome()
    {
    }

    /// <param name="Secret">A new key, to be shown this once; null when one was revoked.</param>
    public sealed record Done(OneTimeSecret? Secret) : KeyOutcome;

    public sealed record Refused(KeyFault Fault) : KeyOutcome;
}
