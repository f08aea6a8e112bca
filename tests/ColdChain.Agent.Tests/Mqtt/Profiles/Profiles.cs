using ColdChain.Agent.DeviceProfiles;
using ColdChain.Agent.Probes.Mqtt.Profiles;

namespace ColdChain.Agent.Tests.Mqtt.Profiles;

/// <summary>The built-in profiles, and such that a test writes itself.</summary>
internal static class Profiles
{
    public static DeviceProfileFile File(string name) =>
        ((DeviceProfileOutcome.Found)DeviceProfileCatalogue.BuiltIn.Find(name)).File;

    public static MqttProfile Named(string name) => Read(File(name));

    public static MqttProfile Of(string json) => Read(FileOf(json));

    public static DeviceProfileFile FileOf(string json) =>
        ((DeviceProfileOutcome.Found)DeviceProfileReader.Read(System.Text.Encoding.UTF8.GetBytes(json), "mine.json")).File;

    public static IReadOnlyList<string> MistakesOf(string json)
    {
        new MqttProfileReader(DeviceProfileCatalogue.BuiltIn).Read(FileOf(json), out IReadOnlyList<string> mistakes);
        return mistakes;
    }

    private static MqttProfile Read(DeviceProfileFile file) =>
        new MqttProfileReader(DeviceProfileCatalogue.BuiltIn).Read(file, out IReadOnlyList<string> mistakes)
            ?? throw new InvalidOperationException(string.Join('\n', mistakes));
}
