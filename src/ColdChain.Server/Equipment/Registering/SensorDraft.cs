using ColdChain.Core.Identity;

namespace ColdChain.Server.Equipment.Registering;

/// <summary>A sensor as a line or a form tells it, with its present place.</summary>
public sealed record SensorDraft(SensorId Id, FacilityId FacilityId)
{
    public string? SerialNumber { get; init; }

    public string? Model { get; init; }

    public int? AccuracyMilliKelvin { get; init; }

    /// <summary>Null: it lies in a drawer.</summary>
    public PlacementDraft? Place { get; init; }

    public static IReadOnlyDictionary<EquipmentColumn, string> Cells(Sensor sensor)
    {
        ArgumentNullException.ThrowIfNull(sensor);
        return new CellList
        {
            { EquipmentColumn.Sensor, sensor.Id.ToString() },
            { EquipmentColumn.Facility, sensor.FacilityId.ToString() },
            { EquipmentColumn.SerialNumber, sensor.SerialNumber },
            { EquipmentColumn.Model, sensor.Model },
            { EquipmentColumn.Accuracy, StorageUnitDraft.Thousandths(sensor.AccuracyMilliKelvin) },
        }.Cells;
    }

    public void WriteTo(Sensor sensor)
    {
        ArgumentNullException.ThrowIfNull(sensor);
        (sensor.SerialNumber, sensor.Model, sensor.AccuracyMilliKelvin) = (SerialNumber, Model, AccuracyMilliKelvin);
    }
}
