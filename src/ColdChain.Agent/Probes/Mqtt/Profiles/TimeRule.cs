namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>Where a device says when it measured.</summary>
/// <param name="Logged">When it holds, the value comes from the device's own memory: without its own time it is no reading.</param>
internal sealed record TimeRule(IReadOnlyList<ValuePath> Paths, ProfileCondition? Logged);
