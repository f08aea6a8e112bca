using ColdChain.Core.LoggerFiles.Written;

namespace ColdChain.Core.LoggerFiles.Delimited;

/// <summary>Which of the first rows has the titles of the columns; loggers write a few lines about themselves above it.</summary>
public sealed class HeaderFinder(IReadOnlyList<TableRow> top, ColumnChoice choice, TimeForm times)
{
    private static readonly ValueForm AnyValue = new(IsFahrenheit: false);

    /// <summary>Null: the first row is of the series already.</summary>
    public TableRow? Find()
    {
        if (choice.HeaderLine is { } line)
        {
            return top.FirstOrDefault(row => row.Line == line);
        }

        string[] asked = [.. new[] { choice.Time, choice.Value }.OfType<string>()];
        if (top.FirstOrDefault(row => asked.Any(name => row.Cells.Contains(name, StringComparer.OrdinalIgnoreCase))) is { } named)
        {
            return named;
        }

        TableRow[] above = [.. top.TakeWhile(row => !LooksLikeReading(row))];
        return above.FirstOrDefault(NamesBoth)
            ?? above.LastOrDefault(HasTitlesOnly)
            ?? (above.Length < top.Count ? null : above.FirstOrDefault());
    }

    private bool LooksLikeReading(TableRow row) =>
        row.Cells.Any(cell => times.Read(cell) is not null) && row.Cells.Any(cell => IsNumber(cell) && times.Read(cell) is null);

    private static bool NamesBoth(TableRow row) =>
        row.Cells.Any(cell => ColumnTitles.TimeRank(cell) > 0) && row.Cells.Any(cell => ColumnTitles.ValueRank(cell) > 1);

    private bool HasTitlesOnly(TableRow row) =>
        row.Cells.Count(cell => cell.Length > 0) > 1 && !row.Cells.Any(cell => IsNumber(cell) || times.Read(cell) is not null);

    private static bool IsNumber(string cell) => AnyValue.Read(cell) is WrittenValue.Measured;
}
