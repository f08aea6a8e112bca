using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>
/// Where a value is: names joined by dots, <c>['a name.with dots']</c>, <c>[0]</c>. A leading '^' begins at the whole
/// message, '@' at what a binary step made of it; otherwise it begins at the part under <c>each</c>.
/// </summary>
internal sealed class ValuePath
{
    private const int LongestText = 200;
    private const int MostSteps = 16;

    private ValuePath(string text, PathOrigin origin, IReadOnlyList<PathStep> steps)
    {
        Text = text;
        Origin = origin;
        Steps = steps;
    }

    public string Text { get; }

    public PathOrigin Origin { get; }

    public IReadOnlyList<PathStep> Steps { get; }

    public bool IsWild => Steps.Any(step => step.IsWild);

    public static bool TryParse(string text, [NotNullWhen(true)] out ValuePath? path)
    {
        path = null;
        if (text.Length is 0 or > LongestText)
        {
            return false;
        }

        PathOrigin origin = text[0] switch
        {
            '^' => PathOrigin.Message,
            '@' => PathOrigin.Decoded,
            _ => PathOrigin.Part,
        };
        ReadOnlySpan<char> rest = origin == PathOrigin.Part ? text : text.AsSpan(1);
        List<PathStep> steps = [];
        rest = origin != PathOrigin.Part && rest.StartsWith(".") ? rest[1..] : rest;
        bool isFirst = true;
        while (rest.Length > 0)
        {
            if (steps.Count == MostSteps || !TryTakeStep(ref rest, isFirst, steps))
            {
                return false;
            }

            isFirst = false;
        }

        path = new ValuePath(text, origin, steps);
        return true;
    }

    /// <summary>False when something on the way is missing; a null on the way counts as found, as in <see cref="JsonPath"/>.</summary>
    public bool TryFind(JsonElement root, out JsonElement found)
    {
        found = root;
        foreach (PathStep step in Steps)
        {
            if (found.ValueKind == JsonValueKind.Null)
            {
                return true;
            }

            if (!TryStep(ref found, step))
            {
                return false;
            }
        }

        return true;
    }

    public override string ToString() => Text;

    private static bool TryStep(ref JsonElement at, PathStep step)
    {
        if (step.Name is not null)
        {
            return at.ValueKind == JsonValueKind.Object && at.TryGetProperty(step.Name, out at);
        }

        bool isThere = at.ValueKind == JsonValueKind.Array && step.Place < at.GetArrayLength();
        at = isThere ? at[step.Place] : at;
        return isThere;
    }

    private static bool TryTakeStep(ref ReadOnlySpan<char> rest, bool isFirst, List<PathStep> steps)
    {
        if (rest[0] == '[')
        {
            return TryTakeBracket(ref rest, steps);
        }

        if (rest[0] == '.' && !isFirst)
        {
            rest = rest[1..];
        }
        else if (!isFirst)
        {
            return false;
        }

        int length = rest.IndexOfAny(".[]");
        ReadOnlySpan<char> name = length < 0 ? rest : rest[..length];
        rest = rest[name.Length..];
        return TryAddName(name, steps);
    }

    private static bool TryTakeBracket(ref ReadOnlySpan<char> rest, List<PathStep> steps)
    {
        bool isQuoted = rest.Length > 2 && rest[1] is '\'' or '"';
        if (!isQuoted)
        {
            int close = rest.IndexOf(']');
            bool isPlace = int.TryParse(
                close < 2 ? [] : rest[1..close], NumberStyles.None, CultureInfo.InvariantCulture, out int place);
            steps.Add(new PathStep(null, place));
            rest = isPlace ? rest[(close + 1)..] : rest;
            return isPlace;
        }

        int end = rest[2..].IndexOf(rest[1]);
        if (end < 0 || rest.Length < end + 4 || rest[end + 3] != ']')
        {
            return false;
        }

        ReadOnlySpan<char> name = rest.Slice(2, end);
        rest = rest[(end + 4)..];
        return TryAddName(name, steps);
    }

    private static bool TryAddName(ReadOnlySpan<char> name, List<PathStep> steps)
    {
        steps.Add(new PathStep(name.ToString(), 0));
        return name.Length > 0 && name.Count('*') <= 1 && name.IndexOf(']') < 0;
    }
}
