using System.Text.Json;
using ColdChain.Agent.Probes.Mqtt.Profiles.Steps;

namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>Finds what a profile describes in a message.</summary>
internal sealed class ProfileReader(MqttProfile profile, ProfileUse use) : IMessageReader
{
    private static readonly TopicPattern AnyTopic = TopicPattern.TryParse("{sensor*}", out TopicPattern? any) ? any : null!;

    private readonly PayloadSteps _steps = new();

    public FoundMessage? Read(IncomingMessage message)
    {
        if (profile.Ignored.Any(pattern => pattern.TryMatch(message.Topic, out _)) || message.Payload.IsEmpty)
        {
            return FoundMessage.Nothing; // By custom an empty message only clears what a broker retained.
        }

        using JsonDocument? json = profile.Messages.Any(rule => rule.Form == PayloadForm.Json) ? PayloadJson.Parse(message.Payload) : null;
        FoundMessage? found = ReadAs(message, json, rule => use.Topics.Count > 0 ? use.Topics : rule.Topics);
        return found is null && use.TakesAnyTopic && (profile.TakesAnyTopic || !profile.HasTopics)
            ? ReadAs(message, json, _ => [AnyTopic])
            : found;
    }

    /// <summary>The first form that fits the topic and the message; null when none fits the topic.</summary>
    private FoundMessage? ReadAs(IncomingMessage message, JsonDocument? json, Func<MessageRule, IReadOnlyList<TopicPattern>> topicsOf)
    {
        FoundMessage? instead = null;
        foreach (MessageRule rule in profile.Messages)
        {
            if (!TryMatch(topicsOf(rule), message.Topic, out IReadOnlyDictionary<string, string> parts))
            {
                continue;
            }

            if (rule.Form == PayloadForm.Json && json is null)
            {
                instead = FoundMessage.Refuse("payload", $"is not JSON: {NumberText.Shown(message.Payload.Span)}");
            }
            else if (Read(rule, message, parts, json) is { } found)
            {
                return found;
            }

            instead ??= FoundMessage.Nothing;
        }

        return instead;
    }

    private static bool TryMatch(IReadOnlyList<TopicPattern> patterns, string topic, out IReadOnlyDictionary<string, string> parts)
    {
        parts = FoundTopic.None;
        foreach (TopicPattern pattern in patterns)
        {
            if (pattern.TryMatch(topic, out parts))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Null when the message has another form.</summary>
    private FoundMessage? Read(MessageRule rule, IncomingMessage message, IReadOnlyDictionary<string, string> parts, JsonDocument? json)
    {
        MessageSource source = new(parts, rule.Form == PayloadForm.Json ? json!.RootElement : default, null);
        MessageScope whole = new(source.Whole, null, string.Empty, source);
        return rule.When.All(condition => condition.Holds(whole))
            ? new RuleReading(rule, use, _steps).Read(whole, message)
            : null;
    }
}
