using System.Collections.Immutable;
using ColdChain.Core.Identity;
using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Readings;

/// <summary>EX-30. The certificate of a sensor (校准证书): by how much it shows too much, at which temperatures.</summary>
/// <remarks>The raw value is what is judged; a corrected one stands beside it.</remarks>
public sealed record Calibration
{
    private readonly ImmutableArray<CalibrationPoint> _points = [];

    public required SensorId Sensor { get; init; }

    /// <summary>As printed on it.</summary>
    public required string Certificate { get; init; }

    /// <summary>The first day.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly ValidUntil { get; init; }

    /// <summary>At least one, colder ones first.</summary>
    /// <exception cref="ArgumentException">None, or two that contradict each other.</exception>
    public required ImmutableArray<CalibrationPoint> Points
    {
        get => _points;
        init
        {
            if (value.IsDefaultOrEmpty || value.Zip(value.Skip(1)).Any(IsContradiction))
            {
                throw new ArgumentException(
                    "A certificate has at least one point; where the reference is warmer the sensor shows more.", nameof(value));
            }

            _points = value;
        }
    }

    public bool IsValidOn(DateOnly day) => day >= ValidFrom && day <= ValidUntil;

    /// <summary>
    /// What the truth was when the sensor showed this: the error runs straight between two points and stays as it is
    /// beyond the last. Halves of a thousandth round away from zero.
    /// </summary>
    public Temperature Correct(Temperature raw)
    {
        if (raw <= Points[0].Shown)
        {
            return Less(raw, Points[0].Error.MilliKelvin);
        }

        for (int index = 1; index < Points.Length; index++)
        {
            if (raw <= Points[index].Shown)
            {
                return Less(raw, Between(Points[index - 1], Points[index], raw));
            }
        }

        return Less(raw, Points[^1].Error.MilliKelvin);
    }

    private static bool IsContradiction((CalibrationPoint Colder, CalibrationPoint Warmer) pair) =>
        pair.Colder.Reference >= pair.Warmer.Reference || pair.Colder.Shown >= pair.Warmer.Shown;

    private static Temperature Less(Temperature raw, int milliKelvin) => raw + TemperatureDelta.FromMilliKelvin(-milliKelvin);

    private static int Between(CalibrationPoint colder, CalibrationPoint warmer, Temperature raw)
    {
        long width = (warmer.Shown - colder.Shown).MilliKelvin;
        long rise = warmer.Error.MilliKelvin - colder.Error.MilliKelvin;
        long part = 2 * rise * (raw - colder.Shown).MilliKelvin;
        return colder.Error.MilliKelvin + (int)((part + (part < 0 ? -width : width)) / (2 * width));
    }
}
