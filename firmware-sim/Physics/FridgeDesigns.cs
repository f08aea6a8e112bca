namespace FirmwareSim.Physics;

/// <summary>Plausible fridges from their size. Rounded engineering figures, not measurements of a make.</summary>
internal static class FridgeDesigns
{
    /// <summary>Water, J/(kg·K): vaccine is nearly all water.</summary>
    private const double WaterJoulesPerKilogramKelvin = 4_186;

    /// <summary>Melting water, J/kg; phase-change linings are of this order.</summary>
    private const double LatentJoulesPerKilogram = 250_000;

    /// <summary>Foam walls of 60 to 80 mm: about 1.3 W/K for 150 litres.</summary>
    private const double WallWattsPerKelvinAndLitreTwoThirds = 0.045;

    /// <summary>Liner, shelves and air, per litre of space.</summary>
    private const double AirJoulesPerKelvinAndLitre = 60;

    /// <summary>Enough to hold the inside at its set point in a room 60 K warmer, with the compressor always on.</summary>
    private const double CoolingSpanKelvin = 60;

    /// <summary>However little is inside, it follows the air no faster than this, s: keeps the steps of one second sound.</summary>
    private const double ShortestLoadSeconds = 20;

    /// <param name="kind">What it is.</param>
    /// <param name="volumeLitres">Inner volume.</param>
    /// <param name="loadKilograms">Vaccine and packing inside, as water.</param>
    public static FridgeDesign For(FridgeKind kind, double volumeLitres, double loadKilograms)
    {
        double surface = Math.Pow(volumeLitres, 2.0 / 3.0);
        double wall = surface * WallWattsPerKelvinAndLitreTwoThirds;
        double load = loadKilograms * WaterJoulesPerKilogramKelvin;
        (double cutIn, double cutOut) = Thermostat(kind);
        return new FridgeDesign
        {
            WallWattsPerKelvin = wall,
            AirJoulesPerKelvin = volumeLitres * AirJoulesPerKelvinAndLitre,
            LoadJoulesPerKelvin = load,
            LoadWattsPerKelvin = Math.Min(surface, load / ShortestLoadSeconds),
            DoorWattsPerKelvin = surface * 1.2,
            CoolingWatts = wall * CoolingSpanKelvin * (kind == FridgeKind.Freezer ? 1.6 : 1.0),
            CutInCelsius = cutIn,
            CutOutCelsius = cutOut,
            Lining = kind == FridgeKind.IceLined ? LiningOf(volumeLitres, wall) : null,
        };
    }

    private static (double CutIn, double CutOut) Thermostat(FridgeKind kind) => kind switch
    {
        FridgeKind.Refrigerator => (5.6, 3.6),
        FridgeKind.IceLined => (5.0, 3.0),
        FridgeKind.ColdRoom => (5.4, 4.0),
        FridgeKind.Freezer => (-23.0, -26.0),
    };

    private static LiningDesign LiningOf(double volumeLitres, double wallWattsPerKelvin)
    {
        double kilograms = volumeLitres * 0.15;
        return new LiningDesign
        {
            MeltingCelsius = 3.0,
            LatentJoules = kilograms * LatentJoulesPerKilogram,
            JoulesPerKelvin = kilograms * WaterJoulesPerKilogramKelvin,
            WattsPerKelvin = wallWattsPerKelvin * 12,
        };
    }
}
