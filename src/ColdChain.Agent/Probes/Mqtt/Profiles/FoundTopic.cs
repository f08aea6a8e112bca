namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>The named parts of a topic.</summary>
internal static class FoundTopic
{
    public static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();
}
