using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ColdChain.Agent.Tests.Buffer;

/// <summary>Looks into a journal with a connection of its own, as a person with the sqlite3 shell would.</summary>
internal static class JournalProbe
{
    public static string Query(OpenJournal journal, string sql, int column = 0)
    {
        using SqliteConnection connection = new($"Data Source={journal.FilePath};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are constants of the tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        using SqliteDataReader row = command.ExecuteReader();
        return row.Read() && !row.IsDBNull(column) ? Convert.ToString(row.GetValue(column), CultureInfo.InvariantCulture)! : string.Empty;
    }
}
