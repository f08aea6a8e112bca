using System.Data;
using Microsoft.Data.Sqlite;

namespace ColdChain.Agent.Buffer;

/// <summary>Reads what can still be read of a damaged journal, from both ends towards the damage.</summary>
/// <remarks>
/// Rows behind the damage are reached by their sequence from the other end. Nothing is repaired and nothing guessed: a
/// row is taken whole or not at all, and the damaged file stays as it is. Entries that the server had already are
/// recognised there by sensor and time.
/// </remarks>
internal static class JournalSalvage
{
    /// <summary>So many entries go into the new journal in one transaction.</summary>
    private const int Group = 1000;

    /// <returns>How many entries were carried over.</returns>
    public static long Carry(string damaged, JournalFile into)
    {
        using SqliteConnection connection = new(new SqliteConnectionStringBuilder
        {
            DataSource = damaged,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ConnectionString);
        long last = 0;
        long forward = Carry(connection, "ORDER BY sequence", into, ref last);
        long reached = long.MaxValue;
        return forward + Carry(connection, $"WHERE sequence > {last} ORDER BY sequence DESC", into, ref reached);
    }

    private static long Carry(SqliteConnection connection, string order, JournalFile into, ref long last)
    {
        long carried = 0;
        List<JournalEntry> group = [];
        SqliteDataReader? row = null;
        while (TryNext(connection, order, ref row, out JournalEntry? entry))
        {
            if (entry is not null)
            {
                last = entry.Sequence;
                group.Add(entry);
            }

            if (group.Count == Group)
            {
                carried += into.Adopt(group);
                group.Clear();
            }
        }

        row?.Dispose();
        return carried + into.Adopt(group);
    }

    /// <summary>False at the end, or at a page that cannot be read; a row that makes no sense is true and null.</summary>
    private static bool TryNext(SqliteConnection connection, string order, ref SqliteDataReader? row, out JournalEntry? entry)
    {
        bool isThere = false;
        entry = null;
        try
        {
            row ??= Open(connection, order);
            isThere = row.Read();
            entry = isThere ? JournalFile.ReadEntry(row) : null;
        }
        catch (SqliteException)
        {
            // What is behind this is lost to this direction; what was read before it stands.
        }

        return isThere;
    }

    /// <summary>The command lives as long as the connection: disposing it would close the reader.</summary>
    private static SqliteDataReader Open(SqliteConnection connection, string order)
    {
        if (connection.State == ConnectionState.Closed)
        {
            connection.Open();
        }

        return Sql.Prepare(connection, $"SELECT {JournalFile.Columns} FROM entries {order}").ExecuteReader();
    }
}
