using ColdChain.Core.Identity;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Readings;

/// <summary>One measured temperature of one sensor at one moment; never changed once it was stored (G3).</summary>
/// <param name="Sensor">Which sensor measured.</param>
/// <param name="MeasuredAt">When, by the best clock there was; <paramref name="Flags"/> say whose it is.</param>
/// <param name="Value">The raw value: what is judged. A calibrated value is an annotation beside it.</param>
/// <param name="Flags">What is known about how it came to be.</param>
public readonly record struct Reading(SensorId Sensor, Instant MeasuredAt, Temperature Value, ReadingFlags Flags);
