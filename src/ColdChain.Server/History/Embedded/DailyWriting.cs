using ColdChain.Core.Readings;
using ColdChain.Core.Wire;

namespace ColdChain.Server.History.Embedded;

/// <summary>Stores what a logger says was the lowest or highest of a day; known by sensor, moment and side.</summary>
internal static class DailyWriting
{
    /// <summary>False when this very value is there.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="source">Number of the sensor, number of the journal, the server's clock in Unix milliseconds.</param>
    /// <param name="reading">Flagged as daily.</param>
    /// <param name="isConflict">Another value was there first; both are kept (G3).</param>
    public static bool TryStore(
        WriteSession session, (int Sensor, int Journal, long StoredAt) source, in WireReading reading, out bool isConflict)
    {
        isConflict = false;
        long side = reading.Flags & (int)(ReadingFlags.DailyLow | ReadingFlags.DailyHigh);
        (long sensor, long at, long value) = (source.Sensor, reading.MeasuredAt, reading.MilliCelsius);
        if (Insert(session, "daily_extremes")
            .Run(sensor, at, side, value, reading.Flags, source.Journal, reading.Sequence, source.StoredAt) == 1)
        {
            return true;
        }

        isConflict = Existing(session).Value(sensor, at, side) != value
            && Insert(session, "daily_extreme_conflicts")
                .Run(sensor, at, side, value, reading.Flags, source.Journal, reading.Sequence, source.StoredAt) == 1;
        return isConflict;
    }

    private static Statement Insert(WriteSession session, string table) => session.Prepared(
        $"""
        INSERT INTO {table} (sensor_number, at_ms, side, milli_celsius, flags, journal_number, sequence, stored_at_ms)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING
        """,
        8);

    private static Statement Existing(WriteSession session) => session.Prepared(
        "SELECT milli_celsius FROM daily_extremes WHERE sensor_number = ?1 AND at_ms = ?2 AND side = ?3", 3);
}
