using ColdChain.Core.Identity;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Readings;

/// <summary>One measured temperature of one sensor at one moment; never changed once it was stored (G3).</summary>
/// <param name="Sensor">Which sensor measured.</param>
/// <param name="MeasuredAt">When, by the best clock there was; <paramref name="Flags"/> say whose it is.</param>
/// <param name="Value">The raw value: what is judged. A calibrated value is an annotation beside it.</param>
/// <param name="Flags">What is known about how it came to be.</param>
public readonly record struct Reading(SensorId Sensor, Instant MeasuredAt, Temperature Value, ReadingFlags Flags)
{
    /// <summary>
    /// The lowest or highest of a logger's day. One value cannot speak for the minutes around it: whoever judges, adds up
    /// time or looks for the newest reading leaves these out.
    /// </summary>
    public bool IsDaily => (Flags & (ReadingFlags.DailyLow | ReadingFlags.DailyHigh)) != ReadingFlags.None;
}
