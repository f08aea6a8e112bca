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
        // The session's statements are prepared on the connection and go with it; disposed, it would take the connection along.
        new ArrivalLoading(connection, new WriteSession(connection, memory)).Load();
        memory.Commits = HistorySchema.Scalar(connection, "SELECT coalesce(max(number), 0) FROM marks WHERE name = 'commits';");
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
            int number = found.GetInt32(0);
            if (!AgentId.TryParse(found.GetString(1), null, out AgentId agent) | !JournalId.TryParse(found.GetString(2), null, out JournalId journal))
            {
                memory.Damaged($"journal {number} has no name any more that is one: whose readings these are cannot be told");
            }

            // Also without a name: the days that its readings are in have to be sealed.
            memory.Journals[number] = new ReadingOrigin(agent, journal);
        }
    }

    private static void LoadHeads(SqliteConnection connection, HistoryMemory memory)
    {
        using Statement heads = new(
            connection, "SELECT sensor_number, link, chain_sha256, seal_number, first_day, last_day, bound_link, bound_seal, bound_sha256 FROM sensor_heads", 0);
        using SqliteDataReader rows = heads.Rows();
        while (rows.Read())
        {
            if (memory.Find(rows.GetInt32(0)) is { } timeline)
            {
                // A chain that is no hash stays zero, and nothing that is sealed from now on follows from it: verify says so.
                Digest.TryRead(rows[2] as byte[], out Digest chain);
                Digest.TryRead(rows[8] as byte[], out Digest bound);
                timeline.Head = new SensorHead(rows.GetInt32(1), chain, rows.GetInt64(3), rows.GetInt32(4), rows.GetInt32(5))
                {
                    Bound = (rows.GetInt64(6), rows.GetInt64(7), bound),
                };
            }
        }
    }
}
