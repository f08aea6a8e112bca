namespace ColdChain.Agent.LocalAlarm.Plans;

/// <summary>What came of asking for the plan.</summary>
public abstract record ProfileOutcome
{
    private ProfileOutcome()
    {
    }

    /// <summary>304: what is known holds.</summary>
    public sealed record Unchanged : ProfileOutcome;

    /// <summary>An answer, not yet looked at.</summary>
    public sealed record Changed(byte[] Json) : ProfileOutcome;

    public sealed record Failed(string Reason) : ProfileOutcome;
}
