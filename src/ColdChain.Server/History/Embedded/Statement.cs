using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Embedded;

/// <summary>One prepared statement with positional parameters ?1, ?2, ...; used again and again by one owner.</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand _command;

    public Statement(SqliteConnection connection, string sql, int parameterCount)
    {
        _command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of this folder; values travel as parameters.
        _command.CommandText = sql;
#pragma warning restore CA2100
        for (int number = 1; number <= parameterCount; number++)
        {
            SqliteParameter parameter = _command.CreateParameter();
            parameter.ParameterName = "?" + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            _command.Parameters.Add(parameter);
        }

        _command.Prepare();
    }

    /// <summary>Rows that it changed.</summary>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    /// <summary>The first column of the first row, or null.</summary>
    public long? Value(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteScalar() is long value ? value : null;
    }

    /// <summary>The same, where there is always a number in a file that is whole.</summary>
    /// <exception cref="SqliteException">There is none.</exception>
    public long Number(params ReadOnlySpan<object?> values) => Value(values)
        ?? throw new SqliteException(
            $"The database file is damaged: there is no number where there must be one ({_command.CommandText}).", SQLitePCL.raw.SQLITE_CORRUPT);

    public SqliteDataReader Rows(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteReader();
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, _command.Parameters.Count);
        for (int index = 0; index < values.Length; index++)
        {
            _command.Parameters[index].Value = values[index] ?? DBNull.Value;
        }
    }
}
