namespace FirmwareSim.Physics;

/// <summary>A lining that takes up heat by melting at one temperature, so that the air stays cold without power.</summary>
internal sealed record LiningDesign
{
    /// <summary>Linings of refrigerators that cannot freeze vaccine melt above 0 °C; °C.</summary>
    public required double MeltingCelsius { get; init; }

    /// <summary>Heat to melt all of it, J.</summary>
    public required double LatentJoules { get; init; }

    /// <summary>Solid or liquid, J/K; taken as equal.</summary>
    public required double JoulesPerKelvin { get; init; }

    /// <summary>Between lining and air, W/K.</summary>
    public required double WattsPerKelvin { get; init; }
}
