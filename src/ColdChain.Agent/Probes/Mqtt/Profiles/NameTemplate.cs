using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>
/// What a device calls a sensor: text with <c>{parts}</c>, each a named part of the topic, <c>{key}</c> (the name of the
/// part under <c>each</c>), or a path, which is looked for outwards.
/// </summary>
internal sealed class NameTemplate
{
    private const int LongestName = 200;

    private readonly IReadOnlyList<(string Literal, string? Name, ValuePath? Path)> _pieces;

    private NameTemplate(string text, IReadOnlyList<(string, string?, ValuePath?)> pieces)
    {
        Text = text;
        _pieces = pieces;
    }

    public string Text { get; }

    public static bool TryParse(string text, [NotNullWhen(true)] out NameTemplate? template)
    {
        template = null;
        List<(string, string?, ValuePath?)> pieces = [];
        string[] opened = text.Split('{');
        pieces.Add((opened[0], null, null));
        foreach (string piece in opened.Skip(1))
        {
            int close = piece.IndexOf('}', StringComparison.Ordinal);
            if (close < 1 || !ValuePath.TryParse(piece[..close], out ValuePath? path) || path.IsWild)
            {
                return false;
            }

            pieces.Add((piece[(close + 1)..], piece[..close], path));
        }

        bool isValid = text.Length is > 0 and <= LongestName && pieces.TrueForAll(piece => !piece.Item1.Contains('}', StringComparison.Ordinal));
        template = isValid ? new NameTemplate(text, pieces) : null;
        return isValid;
    }

    /// <summary>The name; null when the message lacks one of its parts.</summary>
    public string? Of(MessageScope scope)
    {
        StringBuilder name = new();
        foreach ((string literal, string? part, ValuePath? path) in _pieces)
        {
            string? text = part is null ? string.Empty : TextOf(scope, part, path!);
            if (text is null || name.Length + text.Length > LongestName)
            {
                return null;
            }

            name.Append(text).Append(literal);
        }

        return name.Length is > 0 and <= LongestName ? name.ToString() : null;
    }

    public override string ToString() => Text;

    private static string? TextOf(MessageScope scope, string part, ValuePath path)
    {
        if (part == "key")
        {
            return scope.Key.Length > 0 ? scope.Key : null;
        }

        return scope.Source.TopicParts.TryGetValue(part, out string? named) ? named
            : scope.TryFindOutward(path, out System.Text.Json.JsonElement found) ? MessageScope.TextOf(found) : null;
    }
}
