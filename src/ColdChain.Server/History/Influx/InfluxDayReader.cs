using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;
using ColdChain.Server.History.Embedded;

namespace ColdChain.Server.History.Influx;

/// <summary>Days that were moved to InfluxDB, read back from it.</summary>
internal sealed class InfluxDayReader(InfluxReadings influx) : IAwayDays
{
    /// <summary>Days of one question: at a reading a minute an answer of some megabytes.</summary>
    private const int DaysTogether = 64;

    /// <summary>Who only reads brings nothing.</summary>
    public bool HasRoom => true;

    public async Task ReadAsync(
        SensorId sensor,
        IReadOnlyList<AwayDay> days,
        IDictionary<int, IReadOnlyList<KeptReading>> found,
        CancellationToken cancellationToken)
    {
        AwayDay[] ordered = [.. days.OrderBy(day => day.Day)];
        for (int from = 0; from < ordered.Length;)
        {
            int to = from + 1;
            while (to < ordered.Length && to - from < DaysTogether && ordered[to].Day == ordered[to - 1].Day + 1)
            {
                to++;
            }

            await ReadTogetherAsync(sensor, ordered[from..to], found, cancellationToken);
            from = to;
        }
    }

    private async Task ReadTogetherAsync(
        SensorId sensor, AwayDay[] days, IDictionary<int, IReadOnlyList<KeptReading>> found, CancellationToken cancellationToken)
    {
        InfluxDays read = await influx.ReadAsync(
            sensor, days[0].Day, days[^1].Day, days.Sum(day => day.MostReadings), cancellationToken);
        if (read.Outcome is not InfluxOutcome.Done)
        {
            throw new HistoryAwayException($"InfluxDB did not give the readings of {sensor}: {read.Outcome}");
        }

        foreach (AwayDay day in days)
        {
            found[day.Day] = read.Days.TryGetValue(day.Day, out List<KeptReading>? readings) ? readings : [];
        }
    }
}
