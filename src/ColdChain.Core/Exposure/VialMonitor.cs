using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Exposure;

/// <summary>How long a vial monitor of one type lasts at a temperature: an Arrhenius curve through two points (EX-33).</summary>
/// <remarks>What lies away from the two points is an extrapolation, not a figure of the specification.</remarks>
public sealed class VialMonitor
{
    /// <summary>0 °C in kelvin.</summary>
    private const double ZeroCelsiusKelvin = 273.15;

    private const double MillisecondsPerDay = 86_400_000;

    internal VialMonitor(VialMonitorType type, VialMonitorPoint warm, VialMonitorPoint cool, string source)
    {
        (Type, Warm, Cool, Source) = (type, warm, cool, source);
        ActivationKelvin = Math.Log((double)cool.Days / warm.Days) / ((1 / Kelvin(cool.At)) - (1 / Kelvin(warm.At)));
    }

    public VialMonitorType Type { get; }

    public VialMonitorPoint Warm { get; }

    public VialMonitorPoint Cool { get; }

    /// <summary>Where the two points come from, with how sure each is.</summary>
    public string Source { get; }

    /// <summary>One of the two points was not seen in the table: the curve is shown as less sure.</summary>
    public bool IsLessSure { get; init; }

    /// <summary>Ea/R of the fit, in kelvin.</summary>
    public double ActivationKelvin { get; }

    /// <summary>Days until the end point when kept at this temperature all the time.</summary>
    public double LifeDays(Temperature at) =>
        Warm.Days * Math.Exp(ActivationKelvin * ((1 / Kelvin(at)) - (1 / Kelvin(Warm.At))));

    /// <summary>Share of the budget that a millisecond at this temperature uses.</summary>
    internal double SharePerMillisecond(Temperature at) => 1 / (LifeDays(at) * MillisecondsPerDay);

    private static double Kelvin(Temperature value) => (value.MilliCelsius / 1000.0) + ZeroCelsiusKelvin;
}
