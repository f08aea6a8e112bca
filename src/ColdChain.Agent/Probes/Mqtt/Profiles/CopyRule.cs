namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>How a device, or the program before it, repeats what it has said already.</summary>
/// <param name="Within">Without a device's time: the same value again within this is the same reading. Zero: never.</param>
/// <param name="StartTopic">Where the program before the devices says "online" when it begins and repeats what it knew.</param>
internal sealed record CopyRule(TimeSpan Within, string? StartTopic)
{
    public static readonly CopyRule None = new(TimeSpan.Zero, null);
}
