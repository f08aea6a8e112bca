using ColdChain.Core.Identity;
using ColdChain.Core.Readings;

namespace ColdChain.Server.History.Embedded;

/// <summary>Stores readings of one transaction and counts what each of them was.</summary>
/// <remarks>
/// Here the ways part: a daily extreme goes into tables of its own, which nothing that judges reads, and leaves no mark of
/// something to be judged.
/// </remarks>
internal sealed class ReadingTally(WriteSession session, long storedAt)
{
    private readonly Statement _insert = session.Prepared(
        """
        INSERT INTO readings (sensor_number, measured_at_ms, milli_celsius, flags, journal_number, sequence, stored_at_ms)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING
        """,
        7);

    private readonly Statement _existing = session.Prepared(
        "SELECT milli_celsius FROM readings WHERE sensor_number = ?1 AND measured_at_ms = ?2", 2);

    private readonly Statement _insertConflict = session.Prepared(
        """
        INSERT INTO reading_conflicts
            (sensor_number, measured_at_ms, milli_celsius, flags, journal_number, sequence, stored_at_ms)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING
        """,
        7);

    private readonly Statement _insertDaily = session.Prepared(
        """
        INSERT INTO daily_extremes
            (sensor_number, at_ms, side, milli_celsius, flags, journal_number, sequence, stored_at_ms)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING
        """,
        8);

    private readonly Statement _existingDaily = session.Prepared(
        "SELECT milli_celsius FROM daily_extremes WHERE sensor_number = ?1 AND at_ms = ?2 AND side = ?3", 3);

    private readonly Statement _insertDailyConflict = session.Prepared(
        """
        INSERT INTO daily_extreme_conflicts
            (sensor_number, at_ms, side, milli_celsius, flags, journal_number, sequence, stored_at_ms)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING
        """,
        8);

    private readonly Dictionary<SensorId, (long From, long To)> _new = [];

    public int Stored { get; private set; }

    public int Duplicates { get; private set; }

    public int Conflicts { get; private set; }

    public int SequencesUsedAgain { get; private set; }

    public void Store(long journal, in ArrivedReading arrived, ReceivedRanges receivedBefore)
    {
        if (arrived.Reading.IsDaily ? !StoreDaily(journal, arrived) : !StoreOne(journal, arrived))
        {
            Duplicates++;
            return;
        }

        SequencesUsedAgain += receivedBefore.Contains(arrived.Sequence) ? 1 : 0;
        if (!arrived.Reading.IsDaily)
        {
            long at = arrived.Reading.MeasuredAt.UnixMilliseconds;
            _new[arrived.Reading.Sensor] = _new.TryGetValue(arrived.Reading.Sensor, out (long From, long To) span)
                ? (Math.Min(span.From, at), Math.Max(span.To, at))
                : (at, at);
        }
    }

    /// <summary>In the transaction of the readings, so that a crash leaves none of them unseen by monitoring.</summary>
    public void MarkUnjudged()
    {
        foreach ((SensorId sensor, (long from, long to)) in _new)
        {
            session.Prepared(
                """
                INSERT INTO unjudged (sensor_number, from_ms, to_ms) VALUES (?1, ?2, ?3)
                ON CONFLICT DO UPDATE SET
                    from_ms = min(coalesce(from_ms, excluded.from_ms), excluded.from_ms),
                    to_ms = max(coalesce(to_ms, excluded.to_ms), excluded.to_ms)
                """,
                3).Run(session.NumberOf(sensor), from, to);
        }
    }

    private bool StoreOne(long journal, in ArrivedReading arrived)
    {
        long sensor = session.NumberOf(arrived.Reading.Sensor);
        long at = arrived.Reading.MeasuredAt.UnixMilliseconds;
        int value = arrived.Reading.Value.MilliCelsius;
        int flags = (int)arrived.Reading.Flags;
        if (_insert.Run(sensor, at, value, flags, journal, arrived.Sequence, storedAt) == 1)
        {
            Stored++;
            return true;
        }

        bool isConflict = _existing.Value(sensor, at) != value
            && _insertConflict.Run(sensor, at, value, flags, journal, arrived.Sequence, storedAt) == 1;
        Conflicts += isConflict ? 1 : 0;
        return isConflict;
    }

    private bool StoreDaily(long journal, in ArrivedReading arrived)
    {
        long sensor = session.NumberOf(arrived.Reading.Sensor);
        long at = arrived.Reading.MeasuredAt.UnixMilliseconds;
        int side = (int)(arrived.Reading.Flags & (ReadingFlags.DailyLow | ReadingFlags.DailyHigh));
        int value = arrived.Reading.Value.MilliCelsius;
        int flags = (int)arrived.Reading.Flags;
        if (_insertDaily.Run(sensor, at, side, value, flags, journal, arrived.Sequence, storedAt) == 1)
        {
            Stored++;
            return true;
        }

        bool isConflict = _existingDaily.Value(sensor, at, side) != value
            && _insertDailyConflict.Run(sensor, at, side, value, flags, journal, arrived.Sequence, storedAt) == 1;
        Conflicts += isConflict ? 1 : 0;
        return isConflict;
    }
}
