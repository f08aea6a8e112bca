namespace FirmwareSim.Physics;

/// <summary>What stands in the room; docs/protocols/scenario.md says the names used in scenario files.</summary>
internal enum FridgeKind
{
    /// <summary>Compression refrigerator, 2 to 8 °C.</summary>
    Refrigerator,

    /// <summary>Refrigerator with a phase-change lining that carries it through hours without power, 2 to 8 °C.</summary>
    IceLined,

    /// <summary>Walk-in room, 2 to 8 °C.</summary>
    ColdRoom,

    /// <summary>Freezer, below -20 °C.</summary>
    Freezer,
}
