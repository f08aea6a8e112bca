namespace ColdChain.Agent.Probes.Files;

/// <summary>What is to be done with a file.</summary>
internal abstract record ImportOutcome
{
    private ImportOutcome()
    {
    }

    /// <summary>Its parts are stored, then it goes to done.</summary>
    /// <param name="Notes">What of it could not be taken while the rest was, for a file beside it; empty as a rule.</param>
    public sealed record Taken(IReadOnlyList<ImportPart> Parts, IReadOnlyList<string> Notes) : ImportOutcome;

    public sealed record Refused(Rejection Why) : ImportOutcome;
}
