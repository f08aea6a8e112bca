using ColdChain.Core.Identity;
using ColdChain.Core.Time;

using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Embedded;

/// <summary>The events as a table of the history's own file: they arrive with the readings and are acknowledged with them.</summary>
internal sealed class EmbeddedEventLog(HistoryFile file) : IAgentEventLog
{
    private const string Columns =
        "SELECT event_number, agent_id, kind, at_ms, sensor, unit, detail, stored_at_ms FROM agent_events JOIN journals USING (journal_number)";

    public Task<IReadOnlyList<AgentEvent>> ListAsync(TimeRange during, int limit, CancellationToken cancellationToken)
    {
        using SqliteConnection connection = file.OpenToRead();
        using Statement statement = new(
            connection, Columns + " WHERE at_ms >= ?1 AND at_ms < ?2 ORDER BY at_ms DESC, event_number DESC LIMIT ?3", 3);
        using SqliteDataReader rows = statement.Rows(
            during.Start.UnixMilliseconds, during.End?.UnixMilliseconds ?? long.MaxValue, limit);
        return Task.FromResult<IReadOnlyList<AgentEvent>>(Read(rows));
    }

    public Task<IReadOnlyList<AgentEvent>> OfUnitAsync(
        StorageUnitId unit, string kindsBeginWith, TimeRange during, int limit, CancellationToken cancellationToken)
    {
        using SqliteConnection connection = file.OpenToRead();
        using Statement statement = new(
            connection,
            Columns + " WHERE at_ms >= ?1 AND at_ms < ?2 AND unit = ?3 AND substr(kind, 1, length(?4)) = ?4 ORDER BY at_ms, event_number LIMIT ?5",
            5);
        using SqliteDataReader rows = statement.Rows(
            during.Start.UnixMilliseconds, during.End?.UnixMilliseconds ?? long.MaxValue, unit.ToString(), kindsBeginWith, limit);
        return Task.FromResult<IReadOnlyList<AgentEvent>>(Read(rows));
    }

    private static List<AgentEvent> Read(SqliteDataReader rows)
    {
        List<AgentEvent> events = [];
        while (rows.Read())
        {
            events.Add(new AgentEvent(
                rows.GetInt64(0),
                AgentId.Parse(rows.GetString(1), null),
                rows.GetString(2),
                Instant.FromUnixMilliseconds(rows.GetInt64(3)),
                Text(rows, 4),
                Text(rows, 5),
                Text(rows, 6),
                Instant.FromUnixMilliseconds(rows.GetInt64(7))));
        }

        return events;
    }

    private static string? Text(SqliteDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
}
