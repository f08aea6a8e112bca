namespace ColdChain.Core.LoggerFiles.Delimited;

/// <summary>What stands between the cells: found by looking for the mark that occurs equally often in every line.</summary>
public static class Delimiters
{
    private const int LinesToLookAt = 60;

    /// <summary>In this order of equals: a decimal comma occurs as regularly as the semicolon beside it.</summary>
    private static readonly char[] Candidates = ['\t', ';', ',', '|'];

    /// <summary>Null when no mark divides the lines into two cells or more.</summary>
    public static char? Find(string text)
    {
        string[] lines = [.. Lines(text).Take(LinesToLookAt)];
        char? best = null;
        int mostLines = 0;
        foreach (char candidate in Candidates)
        {
            int agreeing = lines.Select(line => CountOutsideQuotes(line, candidate)).Where(count => count > 0)
                .GroupBy(count => count).Select(group => group.Count()).DefaultIfEmpty(0).Max();
            if (agreeing > mostLines)
            {
                (best, mostLines) = (candidate, agreeing);
            }
        }

        return best;
    }

    public static string Name(char delimiter) => delimiter switch
    {
        '\t' => "tab",
        ';' => "semicolon",
        ',' => "comma",
        _ => $"'{delimiter}'",
    };

    private static IEnumerable<string> Lines(string text)
    {
        int start = 0;
        while (start < text.Length)
        {
            int end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            string line = text[start..end];
            start = end + 1;
            if (!string.IsNullOrWhiteSpace(line) && !line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
            {
                yield return line;
            }
        }
    }

    private static int CountOutsideQuotes(string line, char mark)
    {
        int count = 0;
        bool isQuoted = false;
        foreach (char letter in line)
        {
            isQuoted ^= letter == '"';
            count += letter == mark && !isQuoted ? 1 : 0;
        }

        return count;
    }
}
