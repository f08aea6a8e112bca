namespace EndToEnd.Tests.Faults;

/// <summary>One fault of a plan.</summary>
/// <param name="Kind">What.</param>
/// <param name="After">How long after the step before it.</param>
/// <param name="For">How long it lasts; for a kill, how long the process stays down.</param>
/// <param name="MeetsTraffic">
/// It waits until readings flow from end to end. The others come whenever they come, also while a process starts.
/// </param>
public sealed record FaultStep(FaultKind Kind, TimeSpan After, TimeSpan For, bool MeetsTraffic);
