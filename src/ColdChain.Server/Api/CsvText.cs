using System.Text;

namespace ColdChain.Server.Api;

/// <summary>Lines of a CSV file (RFC 4180), and the guard that keeps what people typed from being run by a spreadsheet.</summary>
public static class CsvText
{
    /// <summary>In front of the file: by it spreadsheets read Chinese.</summary>
    public static byte[] Mark => Encoding.UTF8.GetPreamble();

    /// <summary>A cell that begins like a formula is kept as text by an apostrophe. Numbers of our own need no guard.</summary>
    /// <remarks>The full-width signs are for spreadsheets in Chinese, which take them for the narrow ones.</remarks>
    public static string Typed(string? words) =>
        words is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..] ? "'" + words : words ?? string.Empty;

    public static void AppendLine(StringBuilder csv, IEnumerable<string> cells)
    {
        ArgumentNullException.ThrowIfNull(csv);
        csv.AppendJoin(',', cells.Select(Quoted)).Append("\r\n");
    }

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
