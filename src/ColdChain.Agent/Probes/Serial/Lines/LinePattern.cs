using System.Globalization;

namespace ColdChain.Agent.Probes.Serial.Lines;

/// <summary>How a line of text looks, as a person writes it: <c>Temp-Inner:{temperature} [C],{humidityPercent} [%RH]</c>.</summary>
/// <remarks>
/// <code>
/// {name}      a number: sign, digits, point, digits; no exponent, at most 12 characters
/// {name:F}    the same in degrees Fahrenheit
/// {name/10}   the same, divided by 10, 100 or 1000
/// {*}         anything, up to the next text of the pattern
/// a space     one or more spaces or tabs
/// the rest    stands for itself
/// </code>
/// The whole line must fit. Matched from left to right without going back, so that no line takes longer than its length.
/// </remarks>
public sealed class LinePattern
{
    public const int LongestPattern = 200;
    private const int LongestNumber = 12;

    private readonly IReadOnlyList<LineToken> _tokens;

    private LinePattern(string text, IReadOnlyList<LineToken> tokens)
    {
        Text = text;
        _tokens = tokens;
        Names = [.. tokens.OfType<LineToken.Number>().Select(number => number.Name)];
    }

    public string Text { get; }

    /// <summary>The names of its numbers, in their order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <returns>Null with what is wrong in words.</returns>
    public static LinePattern? Parse(string text, out string problem)
    {
        if (text.Length is 0 or > LongestPattern)
        {
            problem = $"1 to {LongestPattern} characters are allowed";
            return null;
        }

        IReadOnlyList<LineToken>? tokens = LinePatternReader.Read(LineBytes.Of(text.Trim()), out problem);
        return tokens is null ? null : new LinePattern(text, tokens);
    }

    /// <summary>The numbers of a line; null when it does not fit.</summary>
    public Dictionary<string, decimal>? Match(string line)
    {
        Dictionary<string, decimal> numbers = [];
        int at = 0;
        for (int index = 0; index < _tokens.Count; index++)
        {
            switch (_tokens[index])
            {
                case LineToken.Literal literal when line.AsSpan(at).StartsWith(literal.Text, StringComparison.Ordinal):
                    at += literal.Text.Length;
                    break;
                case LineToken.Spaces when Spaces(line, at) is > 0 and int spaces:
                    at += spaces;
                    break;
                case LineToken.Number number when ReadNumber(line, at, out int length) is { } value:
                    numbers[number.Name] = number.Convert(value);
                    at += length;
                    break;
                case LineToken.Anything when Skip(line, at, index) is >= 0 and int next:
                    at = next;
                    break;
                default:
                    return null;
            }
        }

        return at == line.Length ? numbers : null;
    }

    /// <returns>Where the text after "anything" begins; the end for the last one; negative when it does not come.</returns>
    private int Skip(string line, int at, int index) => (_tokens.ElementAtOrDefault(index + 1), _tokens.ElementAtOrDefault(index + 2)) switch
    {
        (null, _) => line.Length,
        (LineToken.Literal literal, _) => line.IndexOf(literal.Text, at, StringComparison.Ordinal),
        (_, LineToken.Literal literal) => BeforeSpaces(line, at, literal.Text),
        _ => line.IndexOfAny([' ', '\t'], at),
    };

    /// <returns>Where the spaces before a text begin.</returns>
    private static int BeforeSpaces(string line, int at, string text)
    {
        int found = line.IndexOf(text, at, StringComparison.Ordinal);
        while (found >= 0 && (found == at || line[found - 1] is not (' ' or '\t')))
        {
            found = found + 1 < line.Length ? line.IndexOf(text, found + 1, StringComparison.Ordinal) : -1;
        }

        while (found > at && line[found - 1] is ' ' or '\t')
        {
            found--;
        }

        return found;
    }

    private static int Spaces(string line, int at)
    {
        int end = at;
        while (end < line.Length && line[end] is ' ' or '\t')
        {
            end++;
        }

        return end - at;
    }

    private static decimal? ReadNumber(string line, int at, out int length)
    {
        int end = at;
        while (end < line.Length && end - at < LongestNumber + 1 && IsOfNumber(line[end], end == at))
        {
            end++;
        }

        // A point at the end belongs to the text: "5." is a number and a full stop.
        length = end - at;
        ReadOnlySpan<char> text = line.AsSpan(at, length);
        bool ends = length <= LongestNumber && length > 0 && char.IsAsciiDigit(text[^1]);
        return ends && char.IsAsciiDigit(text.TrimStart("+-")[0])
            && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value)
                ? value
                : null;
    }

    private static bool IsOfNumber(char letter, bool isFirst) =>
        char.IsAsciiDigit(letter) || letter == '.' || (isFirst && letter is '+' or '-');
}
