namespace ColdChain.Server.Equipment.Registering;

/// <summary>What a line of the list registers.</summary>
public enum EquipmentRowKind
{
    Facility,
    StorageUnit,
    Sensor,

    /// <summary>A former or further place of a sensor that the same list registers.</summary>
    Placement,
}
