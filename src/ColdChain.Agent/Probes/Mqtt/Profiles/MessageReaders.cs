using ColdChain.Agent.Probes.Mqtt.Profiles.Discovery;

namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>Makes the reader of a profile.</summary>
internal static class MessageReaders
{
    public static IMessageReader Create(MqttProfile profile, ProfileUse use) =>
        profile.IsDiscovery ? new HomeAssistantReader(profile, use) : new ProfileReader(profile, use);
}
