using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.Exposure;

/// <summary>Series of one sensor that sat in its place all the time, written or random.</summary>
internal static class Series
{
    public static PlacedSeries Placed(IReadOnlyList<Reading> readings) => new(new TimeRange(Some.Minute(-9_999), null), readings);

    /// <summary>One every hour from midnight on: each holds as long as the next.</summary>
    public static PlacedSeries Hourly(params string[] celsius) =>
        Placed([.. celsius.Select((value, hour) => Some.Reading(hour * 60, value))]);

    /// <summary>From a day before midnight on, with gaps, -5 to 30 °C.</summary>
    public static Arbitrary<PlacedSeries> Any()
    {
        Gen<(int Step, int MilliCelsius)> step =
            from milliseconds in Gen.Frequency((6, Gen.Choose(1, 600_000)), (2, Gen.Choose(1, 5_000_000)))
            from value in Gen.Choose(-5_000, 30_000)
            select (milliseconds, value);
        return (from begin in Gen.Choose(-3_000_000, 9_000_000)
                from steps in Gen.ArrayOf(step)
                select Walk(begin, steps)).ToArbitrary();
    }

    private static PlacedSeries Walk(int begin, (int Step, int MilliCelsius)[] steps)
    {
        Instant at = Some.Midnight + TimeSpan.FromMilliseconds(begin);
        List<Reading> readings = [];
        foreach ((int step, int milliCelsius) in steps)
        {
            at += TimeSpan.FromMilliseconds(step);
            readings.Add(new Reading(Some.Sensor, at, Temperature.FromMilliCelsius(milliCelsius), ReadingFlags.None));
        }

        return Placed(readings);
    }
}
