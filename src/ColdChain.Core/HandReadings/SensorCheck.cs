using ColdChain.Core.Temperatures;

namespace ColdChain.Core.HandReadings;

/// <summary>HR-06. Whether thermometer and sensor differ by more than their accuracies together allow.</summary>
public static class SensorCheck
{
    /// <summary>±0.5 °C for the sensor and ±1 °C for the thermometer.</summary>
    public static readonly TemperatureDelta LargestDifference = TemperatureDelta.FromMilliKelvin(1_500);

    public static bool IsNeeded(Temperature byHand, Temperature automatic) =>
        (byHand - automatic).Magnitude > LargestDifference;
}
