using FirmwareSim.Physics;

namespace FirmwareSim.Scenarios;

/// <summary>A <c>fridge</c> statement.</summary>
internal sealed record FridgePlan
{
    public required int Line { get; init; }

    /// <summary>Such as <c>gaochuan/fridge-2</c>.</summary>
    public required string Unit { get; init; }

    public required FridgeKind Kind { get; init; }

    public required double VolumeLitres { get; init; }

    public required double LoadKilograms { get; init; }

    public required double RoomMeanCelsius { get; init; }

    public required double RoomSwingKelvin { get; init; }

    public required double RoomWeatherKelvin { get; init; }

    public required int DoorsPerDay { get; init; }
}
