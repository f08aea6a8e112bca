using ColdChain.Core.Identity;

namespace ColdChain.Server.Equipment;

/// <summary>The physical sensor with its serial number; where it sits is a <see cref="MeasuringPoint"/>.</summary>
public sealed class Sensor
{
    public required SensorId Id { get; init; }

    /// <summary>Whose sensor it is; an agent may send for sensors of its own facility and those below.</summary>
    public required FacilityId FacilityId { get; set; }

    public string? SerialNumber { get; set; }

    public string? Model { get; set; }

    /// <summary>By its certificate; the rules ask ±0.5 °C of automatic monitoring (standards 1.4).</summary>
    public int? AccuracyMilliKelvin { get; set; }
}
