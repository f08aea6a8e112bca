using ColdChain.Core.Identity;
using ColdChain.Core.Wire;

namespace ColdChain.Server.History;

/// <summary>Readings of one sensor that may be stored, with their places in the agent's journal; in any order of time.</summary>
public readonly record struct ArrivedSeries(SensorId Sensor, ReadOnlyMemory<WireReading> Readings)
{
    /// <summary>Readings of any sensors, by sensor; those of one sensor stay in their order.</summary>
    public static IReadOnlyList<ArrivedSeries> Of(IEnumerable<ArrivedReading> readings) =>
    [
        .. readings.GroupBy(arrived => arrived.Reading.Sensor).Select(sensor => new ArrivedSeries(
            sensor.Key,
            sensor.Select(arrived => new WireReading(
                arrived.Sequence,
                arrived.Reading.MeasuredAt.UnixMilliseconds,
                arrived.Reading.Value.MilliCelsius,
                (int)arrived.Reading.Flags)).ToArray())),
    ];
}
