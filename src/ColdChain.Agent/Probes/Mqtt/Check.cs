using System.Globalization;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>One mistake of a setting as a sentence that says key, value and what is allowed; null when it is right.</summary>
internal static class Check
{
    public static string? NotBlank(string value, string key) =>
        string.IsNullOrWhiteSpace(value) ? $"{key}: is missing" : null;

    public static string? InRange(int value, int least, int most, string key) =>
        value >= least && value <= most
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{key}: {value} is not between {least} and {most}");

    public static string? InRange(TimeSpan value, TimeSpan least, TimeSpan most, string key) =>
        value >= least && value <= most
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{key}: {value} is not between {least} and {most}");

    public static IEnumerable<string> Topics(
        IReadOnlyList<MqttTopicOptions> topics, IReadOnlyList<MqttProfileOptions> profiles, string path) =>
        topics.Count + profiles.Count == 0
            ? [$"{path}.topics: there is none, so no message would be understood"]
            : topics.SelectMany((topic, index) => topic.Validate($"{path}.topics[{index}]"))
                .Concat(profiles.SelectMany((profile, index) => profile.Validate($"{path}.profiles[{index}]")));
}
