namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>Something that a device says besides the temperature.</summary>
/// <param name="Field">Its name with its unit: <c>batteryPercent</c>.</param>
/// <param name="Factor">What a number is multiplied by to be in that unit.</param>
/// <param name="IsInverted">True and false change places: a contact that is made means a door that is closed.</param>
internal sealed record HealthRule(string Field, IReadOnlyList<ValuePath> Paths, decimal Factor, bool IsInverted);
