using System.Globalization;

using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Tests;

/// <summary>Valid values, so that a test shows only what matters to it.</summary>
internal static class Some
{
    /// <summary>2026-05-01 00:00 in Asia/Shanghai.</summary>
    public static readonly Instant Midnight = Instant.FromUnixMilliseconds(1_777_564_800_000);

    public static readonly SensorId Sensor = SensorId.Parse("gaochuan/fridge-1/top", CultureInfo.InvariantCulture);

    public static Instant Minute(double minutes) => Midnight + TimeSpan.FromMinutes(minutes);

    public static Temperature Degrees(string celsius) =>
        Temperature.FromCelsius(decimal.Parse(celsius, CultureInfo.InvariantCulture));

    public static Reading Reading(double minute, string celsius) =>
        new(Sensor, Minute(minute), Degrees(celsius), ReadingFlags.None);

    /// <summary>One a minute, from minute <paramref name="from"/> up to but not including <paramref name="until"/>.</summary>
    public static IEnumerable<Reading> EveryMinute(int from, int until, string celsius) =>
        Enumerable.Range(from, until - from).Select(minute => Reading(minute, celsius));
}
