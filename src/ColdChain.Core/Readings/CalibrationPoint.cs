using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Readings;

/// <summary>One line of a certificate.</summary>
/// <param name="Reference">The true temperature.</param>
/// <param name="Error">What the sensor showed less the truth: a sensor that shows 5.2 °C at 5.0 °C has +0.2 K.</param>
public readonly record struct CalibrationPoint(Temperature Reference, TemperatureDelta Error)
{
    public Temperature Shown => Reference + Error;
}
