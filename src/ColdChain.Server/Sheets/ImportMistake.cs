namespace ColdChain.Server.Traceability.Papers;

/// <summary>Why a list is not taken as it is: which line, and what to change, in both languages.</summary>
/// <param name="Line">0 where no single line is at fault.</param>
/// <param name="Chinese">For the reader of a Chinese page.</param>
/// <param name="English">For the console, the API and an English page.</param>
public sealed record ImportMistake(int Line, string Chinese, string English)
{
    public override string ToString() => Line > 0 ? $"line {Line}: {English}" : English;
}
