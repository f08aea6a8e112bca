using ColdChain.Core.Time;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>What a time that a device wrote is held against.</summary>
/// <param name="Arrival">When the message came; null for one that lies in a file.</param>
/// <param name="Zone">The zone that the device's clock shows; null when nobody said so.</param>
/// <param name="IsLogged">The device kept the value for a while: it may be old.</param>
internal readonly record struct TimeTerms(Instant? Arrival, TimeZoneInfo? Zone, bool IsLogged);
