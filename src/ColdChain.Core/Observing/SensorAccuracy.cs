using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Observing;

/// <summary>EX-30. How far from the truth a sensor may be.</summary>
public static class SensorAccuracy
{
    /// <summary>±0.5 K, 0 to 40 °C: GSP annex 3 [B].</summary>
    private static readonly TemperatureDelta AboveFreezing = TemperatureDelta.FromMilliKelvin(500);

    /// <summary>±1.0 K, -25 to 0 °C: GSP annex 3 [B]; below that the same is taken [P].</summary>
    private static readonly TemperatureDelta Frozen = TemperatureDelta.FromMilliKelvin(1_000);

    /// <summary>Of a sensor of which nothing better is known.</summary>
    public static TemperatureDelta Of(StorageKind kind) => kind switch
    {
        StorageKind.Fridge or StorageKind.ColdBox => AboveFreezing,
        StorageKind.Freezer or StorageKind.UltraCold => Frozen,
    };

    /// <summary>EX-30. Within the accuracy of a limit, that exactly included: whether it was in range cannot be told.</summary>
    public static bool IsIndeterminate(Temperature raw, StorageProfile profile, TemperatureDelta accuracy)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return IsNear(profile.Low) || IsNear(profile.High);

        bool IsNear(Limit? limit) => limit is not null && (raw - limit.Value).Magnitude <= accuracy;
    }
}
