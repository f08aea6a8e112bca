using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ColdChain.Agent.Buffer;

/// <summary>The few words of ADO.NET that the journal needs; commands are prepared once and used again.</summary>
internal static class Sql
{
    public static SqliteCommand Prepare(SqliteConnection connection, string text)
    {
        SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Every caller passes a constant; values travel as parameters.
        command.CommandText = text;
#pragma warning restore CA2100
        return command;
    }

    public static void Execute(SqliteConnection connection, string text)
    {
        using SqliteCommand command = Prepare(connection, text);
        command.ExecuteNonQuery();
    }

    public static int Execute(
        SqliteCommand command, SqliteTransaction transaction, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        Bind(command, transaction, values);
        return command.ExecuteNonQuery();
    }

    public static bool ReadsRow(
        SqliteCommand command, SqliteTransaction transaction, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        Bind(command, transaction, values);
        return command.ExecuteScalar() is not null;
    }

    public static long ReadLong(SqliteConnection connection, string text)
    {
        using SqliteCommand command = Prepare(connection, text);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public static void Bind(
        SqliteCommand command, SqliteTransaction? transaction, ReadOnlySpan<(string Name, object? Value)> values)
    {
        command.Transaction = transaction;
        foreach ((string name, object? value) in values)
        {
            int index = command.Parameters.IndexOf(name);
            if (index < 0)
            {
                command.Parameters.AddWithValue(name, value ?? DBNull.Value);
            }
            else
            {
                command.Parameters[index].Value = value ?? DBNull.Value;
            }
        }
    }
}
