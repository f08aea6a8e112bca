using System.Diagnostics.CodeAnalysis;

namespace ColdChain.Agent.Mqtt;

/// <summary>A topic filter (4.7): levels joined by '/'; '+' stands for one level, '#' at the end for all that follow.</summary>
public sealed class TopicFilter
{
    private const string OneLevel = "+";
    private const string AllLevels = "#";

    private readonly string[] _levels;

    private TopicFilter(string text)
    {
        Text = text;
        _levels = text.Split('/');
    }

    public string Text { get; }

    /// <summary>How many '+' it has; what they stood for is what <see cref="TryMatch"/> gives.</summary>
    public int SingleWildcards => _levels.Count(level => level == OneLevel);

    public bool HasMultiLevelWildcard => _levels[^1] == AllLevels;

    public static bool TryParse(string text, [NotNullWhen(true)] out TopicFilter? filter)
    {
        ArgumentNullException.ThrowIfNull(text);
        filter = new TopicFilter(text);
        bool isValid = text.Length > 0 && !text.Contains('\0', StringComparison.Ordinal);
        for (int i = 0; i < filter._levels.Length; i++)
        {
            string level = filter._levels[i];
            bool isWildcardAlone = level == OneLevel || (level == AllLevels && i == filter._levels.Length - 1);
            isValid &= isWildcardAlone || !level.AsSpan().ContainsAny('+', '#');
        }

        filter = isValid ? filter : null;
        return isValid;
    }

    /// <summary>Whether the topic is one of those meant, and what each '+' stood for, in order.</summary>
    public bool TryMatch(string topic, out IReadOnlyList<string> wildcards)
    {
        ArgumentNullException.ThrowIfNull(topic);
        List<string> stoodFor = [];
        wildcards = stoodFor;
        string[] levels = topic.Split('/');
        if (topic.StartsWith('$') && _levels[0] is OneLevel or AllLevels)
        {
            return false; // [MQTT-4.7.2-1]
        }

        for (int i = 0; i < _levels.Length; i++)
        {
            if (_levels[i] == AllLevels)
            {
                return true;
            }

            if (i >= levels.Length || (_levels[i] != OneLevel && _levels[i] != levels[i]))
            {
                return false;
            }

            if (_levels[i] == OneLevel)
            {
                stoodFor.Add(levels[i]);
            }
        }

        return levels.Length == _levels.Length;
    }

    /// <summary>Whether this filter matches every topic that the other one matches.</summary>
    public bool Covers(TopicFilter other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (int i = 0; i < _levels.Length; i++)
        {
            if (_levels[i] == AllLevels)
            {
                return i > 0 || !other.Text.StartsWith('$'); // [MQTT-4.7.2-1]
            }

            bool isCovered = i < other._levels.Length
                && other._levels[i] != AllLevels
                && (_levels[i] == other._levels[i] || (_levels[i] == OneLevel && (i > 0 || !other.Text.StartsWith('$'))));
            if (!isCovered)
            {
                return false;
            }
        }

        return _levels.Length == other._levels.Length;
    }

    public override string ToString() => Text;
}
