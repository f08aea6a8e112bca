using ColdChain.Core.Identity;

using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Embedded;

/// <summary>The writing connection with its prepared statements and the numbers of sensors and journals that it knows.</summary>
internal sealed class WriteSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);
    private readonly Dictionary<SensorId, long> _sensors = [];
    private readonly Dictionary<(AgentId Agent, JournalId Journal), long> _journals = [];

    public void Begin() => Prepared("BEGIN IMMEDIATE", 0).Run();

    public void Commit() => Prepared("COMMIT", 0).Run();

    /// <summary>What follows can be undone without undoing what came before it in the same transaction.</summary>
    public void BeginPart() => Prepared("SAVEPOINT part", 0).Run();

    public void EndPart() => Prepared("RELEASE part", 0).Run();

    public void UndoPart()
    {
        ForgetNumbers();
        Prepared("ROLLBACK TO part", 0).Run();
        EndPart();
    }

    /// <summary>A statement that is prepared once and kept.</summary>
    public Statement Prepared(string sql, int parameterCount)
    {
        if (!_statements.TryGetValue(sql, out Statement? statement))
        {
            statement = new Statement(connection, sql, parameterCount);
            _statements.Add(sql, statement);
        }

        return statement;
    }

    public long NumberOf(SensorId sensor)
    {
        if (!_sensors.TryGetValue(sensor, out long number))
        {
            string text = sensor.ToString();
            Prepared("INSERT INTO sensors (sensor_id) VALUES (?1) ON CONFLICT DO NOTHING", 1).Run(text);
            number = Prepared("SELECT sensor_number FROM sensors WHERE sensor_id = ?1", 1).Value(text)!.Value;
            _sensors.Add(sensor, number);
        }

        return number;
    }

    public long NumberOf(AgentId agent, JournalId journal)
    {
        if (!_journals.TryGetValue((agent, journal), out long number))
        {
            string agentText = agent.ToString();
            string journalText = journal.ToString();
            Prepared("INSERT INTO journals (agent_id, journal_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING", 2)
                .Run(agentText, journalText);
            number = Prepared("SELECT journal_number FROM journals WHERE agent_id = ?1 AND journal_id = ?2", 2)
                .Value(agentText, journalText)!.Value;
            _journals.Add((agent, journal), number);
        }

        return number;
    }

    public void Dispose()
    {
        foreach (Statement statement in _statements.Values)
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    /// <summary>What was numbered in the undone part is not numbered any more.</summary>
    private void ForgetNumbers()
    {
        _sensors.Clear();
        _journals.Clear();
    }
}
