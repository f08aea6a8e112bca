using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Server.History;

namespace ColdChain.Server.LoggerFiles;

/// <summary>Counts how much of a file is on record already.</summary>
internal static class KnownReadings
{
    /// <returns>Those with the same value, and those with another value for the same moment.</returns>
    public static async Task<(int Same, int Other)> CountAsync(
        LoggerFileStores stores, IReadOnlyList<ArrivedReading> readings, CancellationToken cancellationToken)
    {
        int same = 0;
        int other = 0;
        foreach (IGrouping<SensorId, Reading> sensor in readings.Select(one => one.Reading).GroupBy(reading => reading.Sensor))
        {
            TimeRange during = new(sensor.Min(one => one.MeasuredAt), sensor.Max(one => one.MeasuredAt) + TimeSpan.FromMilliseconds(1));
            ILookup<(Instant, ReadingFlags), int> known = (await stores.History.ReadAsync(sensor.Key, during, cancellationToken))
                .Select(one => (Key: (one.MeasuredAt, ReadingFlags.None), one.Value.MilliCelsius))
                .Concat((await stores.Days.ReadAsync(sensor.Key, during, cancellationToken)).Select(one => (Key: (one.At, one.Side), one.Value.MilliCelsius)))
                .ToLookup(one => one.Key, one => one.MilliCelsius);
            foreach (Reading reading in sensor)
            {
                int[] values = [.. known[(reading.MeasuredAt, reading.Flags & (ReadingFlags.DailyLow | ReadingFlags.DailyHigh))]];
                same += values.Contains(reading.Value.MilliCelsius) ? 1 : 0;
                other += values.Length > 0 && !values.Contains(reading.Value.MilliCelsius) ? 1 : 0;
            }
        }

        return (same, other);
    }
}
