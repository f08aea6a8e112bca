using System.Globalization;
using ColdChain.Core.Wire;
using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Embedded;

/// <summary>What an upgrade does with rows that are there.</summary>
internal static class HistoryUpgrade
{
    /// <summary>
    /// Takes the readings of formats 1 and 2, a row for each, over into arrivals; they are sealed like any others then. In one
    /// transaction of the caller's: a power cut leaves the file as it was.
    /// </summary>
    /// <remarks>The old tables go; what they held is compared by <c>HistoryUpgradeTests</c>, reading by reading.</remarks>
    public static void TakeOverRows(SqliteConnection connection)
    {
        ArrivalHead head = ArrivalHead.None;
        using (Statement insert = new(
            connection,
            "INSERT INTO arrivals (arrival_number, journal_number, stored_at_ms, chain_sha256, readings) VALUES (?1, ?2, ?3, ?4, ?5)",
            5))
        {
            foreach (((int journal, long storedAt), byte[] readings) in Requests(connection))
            {
                head = head.Next(journal, storedAt, readings);
                insert.Run(head.Number, journal, storedAt, head.Chain.ToArray(), readings);
            }
        }

        using (Statement mark = new(connection, "UPDATE marks SET number = ?1, sha256 = ?2 WHERE name = 'arrivals'", 2))
        {
            mark.Run(head.Number, head.Chain.ToArray());
        }

        // What was unjudged by sensor and moment becomes unjudged as a whole: judging twice is harmless, missing once is not.
        bool isUnjudged = HistorySchema.Scalar(
            connection, "SELECT count(*) FROM unjudged WHERE from_ms IS NOT NULL OR taken_from_ms IS NOT NULL;") > 0;
        long judged = isUnjudged ? 0 : head.Number;
        HistorySchema.Execute(connection, string.Create(
            CultureInfo.InvariantCulture,
            $"""
            UPDATE marks SET number = {judged} WHERE name = 'judged';
            DROP TABLE readings;
            DROP TABLE reading_conflicts;
            DROP TABLE unjudged;
            """));
    }

    /// <summary>Gives each row that follows from the one before its sum (format 5); what does not follow gets none, and is believed no more than before.</summary>
    public static void SumRows(SqliteConnection connection)
    {
        HistorySchema.Execute(connection, "DROP TRIGGER IF EXISTS arrivals_are_not_updated;");
        using (Statement rows = new(
            connection,
            // First the end of what was cleared away, as a row without readings.
            """
            SELECT number - 1, NULL, NULL, sha256, NULL FROM marks WHERE name = 'sealed'
            UNION ALL
            SELECT * FROM (SELECT arrival_number, journal_number, stored_at_ms, chain_sha256, readings FROM arrivals ORDER BY arrival_number)
            """,
            0))
        using (Statement sums = new(connection, "UPDATE arrivals SET sum = ?2 WHERE arrival_number = ?1", 2))
        using (SqliteDataReader row = rows.Rows())
        {
            ArrivalHead before = ArrivalHead.None;
            while (row.Read())
            {
                long number = row.GetInt64(0);
                if (row[1] is long journal and >= 0 and <= int.MaxValue && row[2] is long storedAt && row[4] is byte[] readings
                    && before.Number == number - 1
                    && before.Next((int)journal, storedAt, readings).Chain.Span.SequenceEqual(row[3] as byte[]))
                {
                    sums.Run(number, ArrivalHead.SumOf(number, (int)journal, storedAt, readings));
                }

                before = new ArrivalHead(number, row[3] as byte[]);
            }
        }

        HistorySchema.Execute(connection, HistorySchema.ArrivalGuard);
    }

    /// <summary>What has one journal and one moment of storing was one request; conflicts after all that they conflict with.</summary>
    private static IEnumerable<((int Journal, long StoredAt) Source, byte[] Readings)> Requests(SqliteConnection connection)
    {
        using Statement all = new(
            connection,
            """
            SELECT journal_number, stored_at_ms, sensor_number, measured_at_ms, milli_celsius, flags, 0 AS is_conflict FROM readings
            UNION ALL
            SELECT journal_number, stored_at_ms, sensor_number, measured_at_ms, milli_celsius, flags, 1 FROM reading_conflicts
            ORDER BY is_conflict, stored_at_ms, journal_number, sensor_number, measured_at_ms
            """,
            0);
        using SqliteDataReader rows = all.Rows();
        (int Journal, long StoredAt) source = default;
        List<(int Sensor, WireReading Reading)> together = [];
        while (rows.Read())
        {
            (int Journal, long StoredAt) its = (rows.GetInt32(0), rows.GetInt64(1));
            if (together.Count > 0 && (its != source || together.Count >= ReadingBatch.MostEntries))
            {
                yield return (source, BytesOf(together));
                together.Clear();
            }

            source = its;
            together.Add((rows.GetInt32(2), new WireReading(0, rows.GetInt64(3), rows.GetInt32(4), rows.GetInt32(5) & ushort.MaxValue)));
        }

        if (together.Count > 0)
        {
            yield return (source, BytesOf(together));
        }
    }

    private static byte[] BytesOf(List<(int Sensor, WireReading Reading)> together)
    {
        using PackedWriter writer = new();
        foreach (IGrouping<int, WireReading> sensor in together.GroupBy(one => one.Sensor, one => one.Reading))
        {
            ArrivalBlob.Add(writer, sensor.Key, [.. sensor]);
        }

        return writer.Written.ToArray();
    }
}
