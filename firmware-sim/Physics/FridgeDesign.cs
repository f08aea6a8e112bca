namespace FirmwareSim.Physics;

/// <summary>The figures of one fridge, in SI units: what an engineer would need to rebuild it.</summary>
internal sealed record FridgeDesign
{
    /// <summary>Heat through walls and seals, W/K.</summary>
    public required double WallWattsPerKelvin { get; init; }

    /// <summary>Air, liner and shelves together, J/K.</summary>
    public required double AirJoulesPerKelvin { get; init; }

    /// <summary>The vials and their boxes, J/K.</summary>
    public required double LoadJoulesPerKelvin { get; init; }

    /// <summary>Between air and load, W/K.</summary>
    public required double LoadWattsPerKelvin { get; init; }

    /// <summary>Exchange with the room while the door is open, W/K.</summary>
    public required double DoorWattsPerKelvin { get; init; }

    /// <summary>What the compressor takes out while it runs, W.</summary>
    public required double CoolingWatts { get; init; }

    /// <summary>The thermostat's bulb starts the compressor above this, °C.</summary>
    public required double CutInCelsius { get; init; }

    /// <summary>The thermostat's bulb stops the compressor below this, °C.</summary>
    public required double CutOutCelsius { get; init; }

    /// <summary>Null where there is none.</summary>
    public required LiningDesign? Lining { get; init; }

    /// <summary>The middle of the thermostat's range, where a run begins.</summary>
    public double MiddleCelsius => (CutInCelsius + CutOutCelsius) / 2;
}
