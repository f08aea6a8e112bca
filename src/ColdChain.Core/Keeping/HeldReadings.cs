using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Core.Keeping;

/// <summary>Until when each reading speaks: until the next one, and no longer than the longest interval (EX-06).</summary>
public static class HeldReadings
{
    /// <summary>In order of time, without overlap; what they leave open is unobserved (EX-09).</summary>
    /// <param name="series">One sensor in one place.</param>
    /// <param name="during">What is asked for; must have an end.</param>
    /// <param name="longestInterval">Of the profile.</param>
    /// <exception cref="ArgumentException">The stretch has no end, or readings are not in order.</exception>
    public static IEnumerable<HeldReading> Of(PlacedSeries series, TimeRange during, TimeSpan longestInterval)
    {
        ArgumentNullException.ThrowIfNull(series);
        Instant end = during.End ?? throw new ArgumentException("What is held is told of a stretch that ends.", nameof(during));
        Instant from = Instant.Max(during.Start, series.Placed.Start);
        Instant until = Instant.Min(end, series.Placed.End ?? end);
        return from < until ? Within(series, from, until, longestInterval) : [];
    }

    private static IEnumerable<HeldReading> Within(PlacedSeries series, Instant from, Instant until, TimeSpan longestInterval)
    {
        IReadOnlyList<Reading> readings = series.Readings;
        int first = FirstThatMatters(readings, from);
        StuckRun run = default;
        for (int index = first; index < readings.Count && readings[index].MeasuredAt < until; index++)
        {
            Reading reading = readings[index];
            run = index == first ? StuckRun.UpTo(readings, index) : run.Next(reading);
            Instant falls = reading.MeasuredAt + longestInterval;
            if (index + 1 < readings.Count)
            {
                Instant next = readings[index + 1].MeasuredAt;
                if (next <= reading.MeasuredAt)
                {
                    throw new ArgumentException(
                        $"Readings are in order of time: {reading.MeasuredAt} is followed by one not after it.", nameof(series));
                }

                falls = Instant.Min(falls, next);
            }

            Instant start = Instant.Max(reading.MeasuredAt, from);
            Instant end = Instant.Min(falls, until);
            if (start < end && series.Placed.Contains(reading.MeasuredAt))
            {
                yield return new HeldReading(reading.Value, reading.MeasuredAt, start, end) { IsMute = run.IsMute };
            }
        }
    }

    /// <summary>The last reading at or before the start still holds then; those before it do not matter.</summary>
    private static int FirstThatMatters(IReadOnlyList<Reading> readings, Instant from)
    {
        int low = 0;
        int high = readings.Count;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = readings[middle].MeasuredAt <= from ? (middle + 1, high) : (low, middle);
        }

        return Math.Max(0, low - 1);
    }
}
