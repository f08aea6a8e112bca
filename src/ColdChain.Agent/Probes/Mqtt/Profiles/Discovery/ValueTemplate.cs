using System.Diagnostics.CodeAnalysis;

namespace ColdChain.Agent.Probes.Mqtt.Profiles.Discovery;

/// <summary>A value template of Home Assistant that is a plain path; anything that computes is refused.</summary>
/// <remarks>
/// <c>{{ value_json.a.b }}</c>, <c>{{ value_json['a b'][0] }}</c>, <c>{{ value }}</c>, each also with <c>| float</c> or
/// <c>| is_defined</c>. A default such as <c>float(0)</c> is not used: what is missing never becomes 0.
/// </remarks>
internal sealed class ValueTemplate
{
    private const int LongestText = 300;

    private static readonly System.Buffers.SearchValues<char> Operators = System.Buffers.SearchValues.Create("+*/%()<>=~,{}");

    private const string JsonWord = "value_json";

    private ValueTemplate(ValuePath? path) => Path = path;

    /// <summary>Null when the payload itself is the value.</summary>
    public ValuePath? Path { get; }

    /// <summary>The payload as it is: what counts where there is no template.</summary>
    public static ValueTemplate Bare { get; } = new(null);

    public static bool TryParse(string text, [NotNullWhen(true)] out ValueTemplate? template)
    {
        template = null;
        string trimmed = text.Trim();
        if (text.Length > LongestText || trimmed is not ['{', '{', .., '}', '}'] || trimmed.Length < 5)
        {
            return false;
        }

        string[] pieces = [.. trimmed[2..^2].Trim('-').Split('|').Select(piece => piece.Trim())];
        if (!pieces.Skip(1).All(IsHarmless))
        {
            return false;
        }

        if (pieces[0] is "value" or JsonWord)
        {
            template = Bare;
            return true;
        }

        if (!pieces[0].StartsWith(JsonWord, StringComparison.Ordinal))
        {
            return false;
        }

        string path = pieces[0][JsonWord.Length..];
        bool isPath = path is ['.', not ('^' or '@'), ..] or ['[', ..]
            && !HasBlankOutsideQuotes(path)
            && ValuePath.TryParse(path.TrimStart('.'), out ValuePath? parsed) && !parsed.IsWild && parsed.Steps.All(IsPlain)
            && (template = new ValueTemplate(parsed)) is not null;
        return isPath;
    }

    /// <summary>Blanks are parts of names in quotes only: <c>value_json.a if value_json.b</c> is no path.</summary>
    private static bool HasBlankOutsideQuotes(string path)
    {
        char quote = '\0';
        foreach (char letter in path)
        {
            if (quote == '\0' && char.IsWhiteSpace(letter))
            {
                return true;
            }

            quote = letter switch
            {
                _ when letter == quote => '\0',
                '\'' or '"' when quote == '\0' => letter,
                _ => quote,
            };
        }

        return false;
    }

    /// <summary>A name with an operator in it was no name: <c>value_json.a/10</c>.</summary>
    private static bool IsPlain(PathStep step) =>
        step.Name is not { } name || !name.AsSpan().ContainsAny(Operators);

    private static bool IsHarmless(string filter) =>
        filter is "float" or "is_defined"
        || (filter.StartsWith("float(", StringComparison.Ordinal) && filter.EndsWith(')') && filter.AsSpan(6).IndexOf('(') < 0);
}
