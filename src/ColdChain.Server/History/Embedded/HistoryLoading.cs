using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;
using ColdChain.Core.Wire;
using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Embedded;

/// <summary>Makes the memory of a history from its file at a start: heads of the chains, then every arrival that is not sealed.</summary>
/// <remarks>
/// A row that was damaged behind the server's back costs what is in it and nothing else; it is named in
/// <see cref="HistoryMemory.Damages"/>, stays in the file, and <c>verify</c> tells more.
/// </remarks>
internal static class HistoryLoading
{
    public static HistoryMemory Load(SqliteConnection connection)
    {
        HistoryMemory memory = new(HistorySchema.CalendarOf(connection));
        LoadNames(connection, memory);
        LoadHeads(connection, memory);
        LoadArrivals(connection, memory);
        memory.NewestSeal = HistorySchema.Scalar(connection, "SELECT number FROM marks WHERE name = 'seals';");
        return memory;
    }

    private static void LoadNames(SqliteConnection connection, HistoryMemory memory)
    {
        using (Statement sensors = new(connection, "SELECT sensor_number, sensor_id FROM sensors", 0))
        using (SqliteDataReader rows = sensors.Rows())
        {
            while (rows.Read())
            {
                if (SensorId.TryParse(rows.GetString(1), null, out SensorId sensor))
                {
                    memory.Add(sensor, rows.GetInt32(0));
                }
                else
                {
                    memory.Damaged($"sensor {rows.GetInt32(0)} has no name any more that is one: its readings cannot be shown");
                }
            }
        }

        using Statement journals = new(connection, "SELECT journal_number, agent_id, journal_id FROM journals", 0);
        using SqliteDataReader found = journals.Rows();
        while (found.Read())
        {
            memory.Journals[found.GetInt32(0)] =
                new ReadingOrigin(AgentId.Parse(found.GetString(1), null), JournalId.Parse(found.GetString(2), null));
        }
    }

    private static void LoadHeads(SqliteConnection connection, HistoryMemory memory)
    {
        using Statement heads = new(
            connection, "SELECT sensor_number, link, chain_sha256, seal_number, first_day, last_day FROM sensor_heads", 0);
        using SqliteDataReader rows = heads.Rows();
        while (rows.Read())
        {
            if (memory.Find(rows.GetInt32(0)) is { } timeline)
            {
                // A chain that is no hash stays zero, and nothing that is sealed from now on follows from it: verify says so.
                Digest.TryRead(rows[2] as byte[], out Digest chain);
                timeline.Head = new SensorHead(
                    rows.GetInt32(1), chain, rows.GetInt64(3), rows.GetInt32(4), rows.GetInt32(5));
            }
        }
    }

    private static void LoadArrivals(SqliteConnection connection, HistoryMemory memory)
    {
        memory.NewestArrival = LastSealed(connection);
        long judged = HistorySchema.Scalar(connection, "SELECT number FROM marks WHERE name = 'judged';");
        // Statements of the session are prepared on this connection and go with it; the session itself is not disposed.
        WriteSession session = new(connection, memory);
        using Statement arrivals = new(
            connection,
            "SELECT arrival_number, journal_number, stored_at_ms, chain_sha256, readings FROM arrivals ORDER BY arrival_number",
            0);
        using SqliteDataReader rows = arrivals.Rows();
        while (rows.Read())
        {
            long number = rows.GetInt64(0);
            if (rows[1] is not (long and >= 0 and <= int.MaxValue and var journal) || rows[2] is not long storedAt
                || rows[3] is not byte[] chain || rows[4] is not byte[] readings)
            {
                memory.Damaged($"arrival {number} was changed: it is no row of a request any more");
                memory.NewestArrival = new ArrivalHead(number, new byte[Digest.Length]);
                continue;
            }

            session.Staged.Clear();
            ArrivalHead next = memory.NewestArrival.Next((int)journal, storedAt, readings);
            bool isAfterHole = next.Number != number;
            bool fits = next.Chain.Span.SequenceEqual(chain);
            if (isAfterHole)
            {
                memory.Damaged($"arrivals {next.Number} to {number - 1} are gone");
            }

            memory.NewestArrival = new ArrivalHead(number - 1, memory.NewestArrival.Chain);
            ArrivalMerge merge = new(session, (int)journal, storedAt);
            // Beyond a hole nothing tells whether a row is as it was; it is taken, since losing what nobody touched would be worse.
            if ((!fits && !isAfterHole) || !ArrivalBlob.TryRead(readings, Take))
            {
                memory.Damaged($"arrival {number} was changed: {(fits ? "its bytes are no readings" : "it does not follow from the one before")}");
            }

            memory.Publish(session.Staged);
            memory.NewestArrival = new ArrivalHead(number, chain);

            void Take(int sensor, Memory<WireReading> series)
            {
                if (memory.Find(sensor) is not { } timeline || series.IsEmpty)
                {
                    return;
                }

                try
                {
                    merge.Restore(timeline, series.Span, number > judged);
                }
                catch (AwayDayException)
                {
                    memory.Damaged($"arrival {number} is for a sealed day of {timeline.Sensor} whose readings were taken out of the file");
                }
            }
        }

        ArrivalHead marked = HeadOf(connection, "arrivals");
        if (marked.Number != memory.NewestArrival.Number || !marked.Chain.Span.SequenceEqual(memory.NewestArrival.Chain.Span))
        {
            memory.Damaged($"the newest arrival is {memory.NewestArrival.Number}; it was {marked.Number}: rows are missing or were changed");
        }

        // No number is used again, also when rows were taken away.
        memory.NewestArrival = marked.Number >= memory.NewestArrival.Number ? marked : memory.NewestArrival;
    }

    /// <summary>The last arrival that is not there any more, since all of it is sealed.</summary>
    private static ArrivalHead LastSealed(SqliteConnection connection)
    {
        ArrivalHead mark = HeadOf(connection, "sealed");
        return mark with { Number = mark.Number - 1 };
    }

    private static ArrivalHead HeadOf(SqliteConnection connection, string name)
    {
        using Statement mark = new(connection, "SELECT number, sha256 FROM marks WHERE name = ?1", 1);
        using SqliteDataReader row = mark.Rows(name);
        return row.Read() ? new ArrivalHead(row.GetInt64(0), row[1] as byte[] ?? new byte[Digest.Length]) : ArrivalHead.None;
    }
}
