using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Server.Facilities;

namespace ColdChain.Server.Equipment.Dossier;

/// <summary>Until when a sensor's certificate or a unit's validation counts.</summary>
/// <param name="Facility">Whose unit it is.</param>
/// <param name="Unit">The unit, or the one that the sensor sits in.</param>
/// <param name="Sensor">Null for a validation.</param>
/// <param name="Kind">What has to be done again.</param>
/// <param name="DueOn">The last day; null: nothing is on record.</param>
public sealed record DueLine(
    Facility Facility, StorageUnit Unit, SensorId? Sensor, DossierEntryKind Kind, DateOnly? DueOn)
{
    /// <summary>How near that day is.</summary>
    public required DueStep Step { get; init; }
}
