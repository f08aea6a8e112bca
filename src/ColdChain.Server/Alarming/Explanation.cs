namespace ColdChain.Server.Alarming;

/// <summary>AL-11. What somebody says about an alarm.</summary>
/// <param name="By">Their name, for the record.</param>
public sealed record Explanation(string By, string? Cause, string? Action)
{
    /// <summary>Room for a report of a page; whoever has more attaches a document to the excursion.</summary>
    public const int MostCharacters = 2_000;
}
