using System.Diagnostics.CodeAnalysis;

namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>A topic with named parts: <c>{sensor}</c> stands for one level, <c>{sensor*}</c> for one or more of them.</summary>
/// <remarks>'+' and a '#' at the end are taken as in a filter, for topics whose parts nobody needs.</remarks>
internal sealed class TopicPattern
{
    private const int LongestText = 300;

    private static readonly System.Buffers.SearchValues<char> Letters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create("+#{}");

    private readonly string[] _levels;
    private readonly int _many;

    private TopicPattern(string text)
    {
        Text = text;
        _levels = text.Split('/');
        _many = Array.FindIndex(_levels, IsMany);
    }

    public string Text { get; }

    /// <summary>What to subscribe to so that every such topic comes.</summary>
    public string Filter
    {
        get
        {
            IEnumerable<string> levels = _many < 0 ? _levels : _levels.Take(_many).Append("#");
            return string.Join('/', levels.Select(level => IsOne(level) ? "+" : level));
        }
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out TopicPattern? pattern)
    {
        pattern = new TopicPattern(text);
        bool isValid = text.Length is > 0 and <= LongestText && !text.Contains('\0', StringComparison.Ordinal)
            && pattern._levels.Count(IsMany) <= 1
            && Array.TrueForAll(pattern._levels, level => IsOne(level) || IsMany(level) || !level.AsSpan().ContainsAny(Special))
            && Array.IndexOf(pattern._levels, "#") is var end && (end < 0 || end == pattern._levels.Length - 1);
        pattern = isValid ? pattern : null;
        return isValid;
    }

    /// <summary>Whether it is one of these topics, and what the named parts stand for.</summary>
    public bool TryMatch(string topic, out IReadOnlyDictionary<string, string> parts)
    {
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        parts = found;
        string[] levels = topic.Split('/');
        int spare = levels.Length - _levels.Length;
        bool fits = _many < 0 ? spare == 0 : spare >= (_levels[_many] == "#" ? -1 : 0);
        if (!fits || (topic.StartsWith('$') && (IsOne(_levels[0]) || IsMany(_levels[0]))))
        {
            return false; // [MQTT-4.7.2-1]: a wildcard does not mean the broker's own topics.
        }

        int at = 0;
        for (int i = 0; i < _levels.Length; i++)
        {
            int length = i == _many ? spare + 1 : 1;
            if (!IsOne(_levels[i]) && !IsMany(_levels[i]) && _levels[i] != levels[at])
            {
                return false;
            }

            if (_levels[i].StartsWith('{'))
            {
                found[_levels[i].Trim('{', '}', '*')] = string.Join('/', levels, at, length);
            }

            at += length;
        }

        return true;
    }

    public override string ToString() => Text;

    private static bool IsOne(string level) => level == "+" || (IsName(level) && !level.EndsWith("*}", StringComparison.Ordinal));

    private static bool IsMany(string level) => level == "#" || (IsName(level) && level.EndsWith("*}", StringComparison.Ordinal));

    private static bool IsName(string level) =>
        level is ['{', _, .., '}'] && level.AsSpan(1, level.Length - 2).TrimEnd('*') is { Length: > 0 } name
        && name.IndexOfAnyExcept(Letters) < 0;
}
