using ColdChain.Core.Readings;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>What one message said. All empty: it was about something else, and there is nothing to keep.</summary>
/// <param name="Readings">At most one of each rule; of profiles, as many as the message has.</param>
/// <param name="Faults">Sensors that the message is about and that gave no temperature.</param>
/// <param name="Refusal">Why the message belongs to no sensor, for people.</param>
public sealed record DecodedMessage(
    IReadOnlyList<Reading> Readings, IReadOnlyList<FaultySensor> Faults, string? Refusal)
{
    public IReadOnlyList<SensorSaid> Health { get; init; } = [];

    public IReadOnlyList<SourceNotice> Notices { get; init; } = [];
}
