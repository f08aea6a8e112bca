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
        MendMarks(connection, memory);
        LoadNames(connection, memory);
        LoadHeads(connection, memory);
        // The session's statements are prepared on the connection and go with it; disposed, it would take the connection along.
        new ArrivalLoading(connection, new WriteSession(connection, memory)).Load();
        memory.Commits = HistorySchema.Scalar(connection, "SELECT coalesce(max(number), 0) FROM marks WHERE name = 'commits';");
        memory.NewestSeal = HistorySchema.Scalar(connection, "SELECT number FROM marks WHERE name = 'seals';");
        return memory;
    }

    /// <summary>A mark that is gone, or is no number any more, is made again from the rows that it was about.</summary>
    private static void MendMarks(SqliteConnection connection, HistoryMemory memory)
    {
        foreach ((string name, string rows) in HistorySchema.Marks)
        {
            using Statement sound = new(connection, "SELECT count(*) FROM marks WHERE name = ?1 AND typeof(number) = 'integer'", 1);
            if (sound.Value(name) == 0)
            {
                memory.Damaged($"the mark '{name}' was not there any more: it was made again from what is there, and what was removed before cannot be told");
                HistorySchema.Execute(connection, $"DELETE FROM marks WHERE name = '{name}'; INSERT INTO marks (name, number, sha256) {rows};");
            }
        }
    }

    private static void LoadNames(SqliteConnection connection, HistoryMemory memory)
    {
        // Past the indices, which are copies: the rows themselves.
        using (Statement sensors = new(connection, "SELECT sensor_number, sensor_id FROM sensors NOT INDEXED", 0))
        using (SqliteDataReader rows = sensors.Rows())
        {
            while (rows.Read())
            {
                if (IsNumber(rows[0], out int number) && memory.Find(number) is { } other)
                {
                    throw new InvalidDataException($"sensor {number} is {other.Sensor} and {rows[1]}: whose readings these are cannot be told");
                }

                if (IsNumber(rows[0], out number) && SensorId.TryParse(rows[1] as string, null, out SensorId sensor))
                {
                    memory.Add(sensor, number);
                }
                else
                {
                    memory.Damaged($"sensor {rows[0]} has no name any more that is one: its readings cannot be shown");
                }
            }
        }

        using Statement journals = new(connection, "SELECT journal_number, agent_id, journal_id FROM journals NOT INDEXED", 0);
        using SqliteDataReader found = journals.Rows();
        while (found.Read())
        {
            if (!IsNumber(found[0], out int number)
                | !AgentId.TryParse(found[1] as string, null, out AgentId agent)
                | !JournalId.TryParse(found[2] as string, null, out JournalId journal))
            {
                memory.Damaged($"journal {found[0]} has no name any more that is one: whose readings these are cannot be told");
            }

            // Also without a name: the days that its readings are in have to be sealed.
            memory.Journals[number] = new ReadingOrigin(agent, journal);
        }
    }

    private static bool IsNumber(object column, out int number)
    {
        number = column is long and >= 0 and <= int.MaxValue ? (int)(long)column : 0;
        return column is long and >= 0 and <= int.MaxValue;
    }

    private static void LoadHeads(SqliteConnection connection, HistoryMemory memory)
    {
        using Statement heads = new(
            connection, "SELECT sensor_number, link, chain_sha256, seal_number, first_day, last_day, bound_link, bound_seal, bound_sha256 FROM sensor_heads", 0);
        using SqliteDataReader rows = heads.Rows();
        while (rows.Read())
        {
            // A chain that is no hash stays zero, and nothing that is sealed from now on follows from it: verify says so.
            Digest.TryRead(rows[2] as byte[], out Digest chain);
            Digest.TryRead(rows[8] as byte[], out Digest bound);
            if (IsNumber(rows[0], out int sensor) && IsNumber(rows[1], out int link) && rows[3] is long seal
                && IsNumber(rows[4], out int firstDay) && IsNumber(rows[5], out int lastDay)
                && rows[6] is long boundLink && rows[7] is long boundSeal)
            {
                memory.Met(sensor);
                memory.Find(sensor)?.Head = new SensorHead(link, chain, seal, firstDay, lastDay) { Bound = (boundLink, boundSeal, bound) };
            }
            else
            {
                memory.Damaged($"the head of sensor {rows[0]} was changed: its sealed days cannot be shown");
            }
        }
    }
}
