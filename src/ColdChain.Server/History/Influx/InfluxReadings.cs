using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Influx;

/// <summary>The readings of sensors' days in InfluxDB, whichever client speaks to it.</summary>
/// <remarks>
/// Conflicts are not there: InfluxDB has one value for a series and a moment, and keeps the last. Lowest, highest and sum of a
/// stretch could be asked for with GROUP BY time, but not the moments of its first and last reading, and its stretches
/// begin where InfluxDB wants them to; overviews come from the figures of the chunks, which need no question at all.
/// </remarks>
public sealed class InfluxReadings(IInfluxClient client, DayCalendar calendar, int linesPerWrite)
{
    /// <summary>Done once all of them are acknowledged; of any other outcome some may be there, and writing again is harmless.</summary>
    public async Task<InfluxOutcome> WriteDayAsync(
        SensorId sensor, int day, ReadOnlyMemory<KeptReading> readings, CancellationToken cancellationToken)
    {
        long dayStart = calendar.StartOf(day);
        LineBuffer lines = new();
        for (int written = 0; written < readings.Length; written += lines.Count)
        {
            lines.Clear();
            foreach (KeptReading reading in readings.Slice(written, Math.Min(linesPerWrite, readings.Length - written)).Span)
            {
                lines.Add(sensor, dayStart, reading);
            }

            InfluxOutcome outcome = await client.WriteAsync(lines.Lines, cancellationToken);
            if (outcome is not InfluxOutcome.Done)
            {
                return outcome;
            }
        }

        return new InfluxOutcome.Done();
    }

    /// <param name="sensor">One that InfluxDB has never seen has no days.</param>
    /// <param name="firstDay">The first of the days asked for.</param>
    /// <param name="lastDay">The last of them.</param>
    /// <param name="most">Readings that these days can have; an answer with more is refused.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public async Task<InfluxDays> ReadAsync(
        SensorId sensor, int firstDay, int lastDay, int most, CancellationToken cancellationToken)
    {
        InfluxRange range = new(sensor, calendar.StartOf(firstDay), calendar.StartOf(lastDay + 1), most);
        KeptRows rows = new(calendar, range);
        InfluxOutcome outcome = await client.ReadAsync(range, rows, cancellationToken);
        return new InfluxDays(outcome, rows.Days, rows.Strange);
    }
}
