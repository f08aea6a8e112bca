namespace FirmwareSim.Physics;

/// <summary>The room around a fridge: a day curve that is warmest at 15:00 local time, and weather that drifts from day to day.</summary>
/// <param name="MeanCelsius">Mean over many days.</param>
/// <param name="SwingKelvin">From the mean to the warmest hour.</param>
/// <param name="WeatherKelvin">Standard deviation of the days' means.</param>
/// <param name="UtcOffset">The clock on the wall; no daylight saving in the simulator.</param>
/// <param name="Seed">Of the weather; fridges of one seed share it.</param>
internal sealed record Room(double MeanCelsius, double SwingKelvin, double WeatherKelvin, TimeSpan UtcOffset, ulong Seed)
{
    private const long SecondsPerDay = 86_400;

    /// <summary>The warmest hour of the day, as a share of it.</summary>
    private const double WarmestShare = 15.0 / 24.0;

    public double CelsiusAt(long unixSecond)
    {
        long local = unixSecond + (long)UtcOffset.TotalSeconds;
        long second = local % SecondsPerDay;
        double share = second / (double)SecondsPerDay;
        double weather = StableNoise.Wander(Seed, local, SecondsPerDay);
        return MeanCelsius
            + (SwingKelvin * Math.Cos(2 * Math.PI * (share - WarmestShare)))
            + (WeatherKelvin * weather);
    }
}
