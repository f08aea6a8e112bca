using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Exposure;

/// <summary>The mean kinetic temperature: the constant one that would have done the same chemical harm (EX-32).</summary>
/// <remarks>For reference, never a verdict: it knows nothing of frost, and a long stretch hides a spike. USP 29 1160 [A].</remarks>
public static class MeanKinetic
{
    /// <summary>Activation energy, kJ/mol: USP 29 1160 [A].</summary>
    private const double ActivationKilojoulesPerMole = 83.144;

    /// <summary>kJ/(mol·K): USP 29 1160 [A], so that the two give 10 000 K.</summary>
    private const double GasConstant = 8.3144e-3;

    private const double RatioKelvin = ActivationKilojoulesPerMole / GasConstant;

    /// <summary>0 °C in kelvin.</summary>
    private const double ZeroCelsiusKelvin = 273.15;

    /// <param name="during">What is asked for; must have an end.</param>
    /// <param name="series">One sensor in one place; each temperature weighs as long as it held.</param>
    /// <param name="longestInterval">Of the profile (EX-06).</param>
    /// <param name="isFreezeSensitive">Vaccine that frost destroys is, or may be, beside the sensor.</param>
    /// <exception cref="ArgumentException">The stretch has no end, or readings are not in order.</exception>
    public static MeanKineticOutcome Over(
        TimeRange during, PlacedSeries series, TimeSpan longestInterval, bool isFreezeSensitive)
    {
        double weighted = 0;
        long observed = 0;
        foreach (HeldReading held in HeldReadings.Of(series, during, longestInterval))
        {
            if (isFreezeSensitive && held.Value.MilliCelsius <= TemperatureBands.FreezingMilliCelsius)
            {
                return new MeanKineticOutcome(null, MeanKineticBlank.FrostIsNotAveraged);
            }

            weighted += held.Milliseconds * Math.Exp(-RatioKelvin / Kelvin(held.Value));
            observed += held.Milliseconds;
        }

        return observed == 0
            ? new MeanKineticOutcome(null, MeanKineticBlank.NothingObserved)
            : new MeanKineticOutcome(Celsius(-RatioKelvin / Math.Log(weighted / observed)), null);
    }

    private static double Kelvin(Temperature value) => (value.MilliCelsius / 1000.0) + ZeroCelsiusKelvin;

    /// <summary>Rounds to the thousandth, once; halves away from zero.</summary>
    private static Temperature Celsius(double kelvin) => Temperature.FromMilliCelsius(
        (int)Math.Round((kelvin - ZeroCelsiusKelvin) * 1000, MidpointRounding.AwayFromZero));
}
