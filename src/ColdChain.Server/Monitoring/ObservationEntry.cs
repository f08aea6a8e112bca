using ColdChain.Core.Identity;
using ColdChain.Core.Observing;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.Audit;

namespace ColdChain.Server.Monitoring;

/// <summary>Something that cannot be trusted of what a sensor said in a unit, as it is known now (EX-24 to EX-27, EX-31).</summary>
/// <remarks>
/// Written by monitoring only, beside the excursions and never instead of them. Silences have records of their own
/// (<see cref="SilenceEntry"/>), faults and power are the agent's word. An entry is never deleted: one that late data
/// disproved is retracted.
/// </remarks>
public sealed class ObservationEntry : INotAudited
{
    public long Id { get; init; }

    public required StorageUnitId StorageUnitId { get; init; }

    public required FacilityId FacilityId { get; init; }

    public required SensorId SensorId { get; init; }

    /// <summary>EX-31. The sensor that says otherwise; the two in alphabetical order.</summary>
    public SensorId? OtherSensorId { get; init; }

    public required ObservationKind Kind { get; init; }

    public required Instant StartedAt { get; init; }

    /// <summary>Null while it goes on.</summary>
    public Instant? EndedAt { get; set; }

    /// <summary>As in <see cref="ObservationFinding.Value"/>.</summary>
    public Temperature? Value { get; set; }

    /// <summary>As in <see cref="ObservationFinding.OtherValue"/>.</summary>
    public Temperature? OtherValue { get; set; }

    /// <summary>When the server found it.</summary>
    public required Instant DiscoveredAt { get; init; }

    /// <summary>Late data disproved it.</summary>
    public Instant? RetractedAt { get; set; }

    public ObservationFinding ToFinding() => new()
    {
        Kind = Kind,
        Sensor = SensorId,
        OtherSensor = OtherSensorId,
        StartedAt = StartedAt,
        EndedAt = EndedAt,
        Value = Value,
        OtherValue = OtherValue,
    };
}
