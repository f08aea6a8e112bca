namespace ColdChain.Server.Alarming;

/// <summary>What the form "cause and action" posts; longer texts are cut, not refused: nobody writes a night's report twice.</summary>
public sealed class ExplanationForm
{
    public string? Cause { get; set; }

    public string? Action { get; set; }

    public string? CauseOrNull => Cut(Cause);

    public string? ActionOrNull => Cut(Action);

    private static string? Cut(string? text) =>
        text is { Length: > Explanation.MostCharacters } ? text[..Explanation.MostCharacters] : text;
}
