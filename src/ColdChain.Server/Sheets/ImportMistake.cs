namespace ColdChain.Server.Sheets;

/// <summary>Why a list is not taken as it is: which line, and what to change, in both languages.</summary>
/// <param name="Line">0 where no single line is at fault.</param>
/// <param name="Chinese">For the reader of a Chinese page.</param>
/// <param name="English">For the console, the API and an English page.</param>
public sealed record ImportMistake(int Line, string Chinese, string English)
{
    /// <summary>The name of the table in a workbook that has more than one; null for files that are one table.</summary>
    public string? Sheet { get; init; }

    public override string ToString() => $"{(Sheet is null ? string.Empty : $"sheet '{Sheet}' ")}{(Line > 0 ? $"line {Line}: " : string.Empty)}{English}";
}
