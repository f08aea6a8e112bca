using System.Globalization;

namespace ColdChain.Core.LoggerFiles.Berlinger;

/// <summary>Finds out whether a report is whole: every part that each genuine one has, and an end where it has to be.</summary>
internal static class ReportShape
{
    private const string Again = "Copy the file from the logger again";

    private static readonly string[] Blocks = ["Conf", "Hist", "Res", "Cert"];
    private static readonly string[] DayKeys = ["Date", "Min T", "Max T", "Avrg T"];
    private static readonly string[] CertificateKeys = ["Sig Cert", "Sig"];

    /// <summary>What is missing, first things first; null: nothing.</summary>
    public static LoggerFileFault? Find(ReadOnlySpan<byte> file, ReportTree tree)
    {
        if (tree.Fault is { } broken)
        {
            return broken;
        }

        ReportNode root = tree.Root;
        if (root.Children is not [{ Key: "Device" }, ..])
        {
            return new LoggerFileFault("line 1", $"a report begins with the line 'Device:'; this one does not. {Again}");
        }

        return EmptyBlock(root) ?? Missing(root, tree.LastLine) ?? CutDay(root) ?? CutEnd(file, root, tree.LastLine);
    }

    private static LoggerFileFault? EmptyBlock(ReportNode root) => root.Children
        .Where(block => Blocks.Contains(block.Key, StringComparer.Ordinal) && block.Children.Count == 0)
        .Select(block => new LoggerFileFault(
            $"line {block.Line + 1}", $"nothing is indented below '{block.Key}:' (line {block.Line}): indents were lost or the file is cut. {Again}"))
        .FirstOrDefault();

    private static LoggerFileFault? Missing(ReportNode root, int lastLine)
    {
        string? missing = root.Find("Conf")?.Find("Serial") is not { Value.Length: > 0 } ? "'Serial' below 'Conf:'"
            : root.Find("Hist") is null && root.Find("Res") is null ? "'Hist:' (or 'Res:')"
            : null;
        return missing is null ? null : new LoggerFileFault($"line {lastLine}", $"the file ends without {missing}: it is cut. {Again}");
    }

    private static LoggerFileFault? CutDay(ReportNode root)
    {
        foreach (ReportNode day in Days(root))
        {
            if (Array.Find(DayKeys, key => day.Find(key) is null) is { } missing)
            {
                return new LoggerFileFault(
                    $"line {LastLineOf(day)}", $"day {day.Key} (from line {day.Line}) has no '{missing}': the file is cut there. {Again}");
            }
        }

        return null;
    }

    /// <summary>The days of a daily history: numbered keys.</summary>
    public static IEnumerable<ReportNode> Days(ReportNode root) => root.Find("Hist")?.Children
        .Where(day => int.TryParse(day.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _)) ?? [];

    private static LoggerFileFault? CutEnd(ReadOnlySpan<byte> file, ReportNode root, int lastLine)
    {
        if (root.Find("Cert") is not null && Array.Find(CertificateKeys, key => root.Find(key) is null) is { } missing)
        {
            return new LoggerFileFault($"line {lastLine}", $"the file has a certificate and no '{missing}': it is cut within its signature. {Again}");
        }

        if (root.Find("Sig") is { } sealing)
        {
            return sealing.Line == lastLine ? null : new LoggerFileFault(
                $"line {sealing.Line + 1}", "there is text after the signature, which nothing vouches for: take it out, or copy the file from the logger again");
        }

        return file.EndsWith("\n"u8) ? null : new LoggerFileFault(
            $"line {lastLine}", $"the file ends in the middle of a line and has no signature: it is cut. {Again}");
    }

    private static int LastLineOf(ReportNode node) => node.Children.Count == 0 ? node.Line : LastLineOf(node.Children[^1]);
}
