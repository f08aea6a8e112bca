using System.Text.RegularExpressions;

namespace ColdChain.Agent.Probes.Serial.Lines;

/// <summary>Reads the text of a pattern into its parts.</summary>
internal static partial class LinePatternReader
{
    private const int MostNumbers = 16;

    /// <returns>Null with what is wrong in words.</returns>
    public static IReadOnlyList<LineToken>? Read(string text, out string problem)
    {
        List<LineToken> tokens = [];
        int at = 0;
        while (at < text.Length)
        {
            LineToken? token = ReadOne(text, ref at, out problem);
            if (token is null || !MayFollow(tokens, token, out problem))
            {
                return null;
            }

            tokens.Add(token);
        }

        bool isMissing = tokens.Count == 0;
        problem = isMissing ? "it is empty" : string.Empty;
        return isMissing ? null : tokens;
    }

    private static LineToken? ReadOne(string text, ref int at, out string problem)
    {
        problem = string.Empty;
        int begin = at;
        if (text[at] is ' ' or '\t')
        {
            while (text[at] is ' ' or '\t')
            {
                at++;
            }

            return new LineToken.Spaces();
        }

        if (text[at] != '{')
        {
            int end = text.IndexOfAny(['{', ' ', '\t'], at);
            at = end < 0 ? text.Length : end;
            return new LineToken.Literal(text[begin..at]);
        }

        int closed = text.IndexOf('}', at);
        string inside = closed < 0 ? string.Empty : text[(at + 1)..closed];
        at = closed + 1;
        Match field = Field().Match(inside);
        if (inside == "*")
        {
            return new LineToken.Anything();
        }

        if (!field.Success)
        {
            problem = $"\"{text[begin..]}\": {{name}}, {{name:F}}, {{name/10}} or {{*}} is expected; a name is camelCase and at most 40 letters";
            return null;
        }

        string divisor = field.Groups["divisor"].Value;
        return new LineToken.Number(
            field.Groups["name"].Value,
            field.Groups["unit"].Success,
            divisor.Length == 0 ? 1 : int.Parse(divisor, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static bool MayFollow(List<LineToken> tokens, LineToken token, out string problem)
    {
        LineToken? last = tokens.Count == 0 ? null : tokens[^1];
        problem = (last, token) switch
        {
            (LineToken.Number or LineToken.Anything, LineToken.Number or LineToken.Anything) =>
                "two of {...} need a text between them: nobody could say where the first one ends",
            (_, LineToken.Number number) when tokens.OfType<LineToken.Number>().Any(one => one.Name == number.Name) =>
                $"{{{number.Name}}} is there twice",
            (_, LineToken.Number) when tokens.OfType<LineToken.Number>().Count() == MostNumbers =>
                $"at most {MostNumbers} numbers are allowed",
            _ => string.Empty,
        };
        return problem.Length == 0;
    }

    [GeneratedRegex("^(?<name>[a-z][A-Za-z0-9]{0,39})(?:(?<unit>:F)|/(?<divisor>10|100|1000))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Field();
}
