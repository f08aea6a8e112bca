namespace ColdChain.Server.People.Keys;

/// <summary>What came of a bearer key at the door.</summary>
internal abstract record IntegrationEntry
{
    private IntegrationEntry()
    {
    }

    public sealed record Known(IntegrationKey Key) : IntegrationEntry;

    /// <param name="Reason">For whoever runs the program: what is wrong with the key, and who can mend it.</param>
    public sealed record Refused(string Reason) : IntegrationEntry;
}
