using ColdChain.Core.Time;

namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>A message as it came.</summary>
/// <param name="Arrival">When; null for one that lies in a file.</param>
/// <param name="IsRetained">A broker had kept it: it may teach us a name, but it is no reading.</param>
/// <param name="IsRedelivery">The sender sends it again because it heard no acknowledgement.</param>
public readonly record struct IncomingMessage(
    string Topic, ReadOnlyMemory<byte> Payload, Instant? Arrival, bool IsRetained = false, bool IsRedelivery = false);
