using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Embedded;

/// <summary>The daily extremes as tables of the history's own file.</summary>
internal sealed class EmbeddedDailyExtremes(HistoryFile file) : IDailyExtremes
{
    public Task<IReadOnlyList<DailyExtreme>> ReadAsync(
        SensorId sensor, TimeRange during, CancellationToken cancellationToken)
    {
        using SqliteConnection connection = file.OpenToRead();
        using Statement statement = new(
            connection,
            """
            SELECT at_ms, milli_celsius, side, stored_at_ms, 0 AS is_conflict FROM daily_extremes
                WHERE sensor_number = (SELECT sensor_number FROM sensors WHERE sensor_id = ?1) AND at_ms >= ?2 AND at_ms < ?3
            UNION ALL
            SELECT at_ms, milli_celsius, side, stored_at_ms, 1 AS is_conflict FROM daily_extreme_conflicts
                WHERE sensor_number = (SELECT sensor_number FROM sensors WHERE sensor_id = ?1) AND at_ms >= ?2 AND at_ms < ?3
            ORDER BY at_ms, side, is_conflict, milli_celsius
            """,
            3);
        using SqliteDataReader rows = statement.Rows(
            sensor.ToString(), during.Start.UnixMilliseconds, during.End?.UnixMilliseconds ?? long.MaxValue);
        List<DailyExtreme> found = [];
        while (rows.Read())
        {
            found.Add(new DailyExtreme(
                Instant.FromUnixMilliseconds(rows.GetInt64(0)),
                Temperature.FromMilliCelsius(rows.GetInt32(1)),
                (ReadingFlags)rows.GetInt32(2),
                Instant.FromUnixMilliseconds(rows.GetInt64(3)),
                rows.GetInt32(4) == 1));
        }

        return Task.FromResult<IReadOnlyList<DailyExtreme>>(found);
    }
}
