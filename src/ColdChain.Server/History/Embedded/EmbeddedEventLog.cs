using ColdChain.Core.Identity;
using ColdChain.Core.Time;

using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Embedded;

/// <summary>The events as a table of the history's own file: they arrive with the readings and are acknowledged with them.</summary>
internal sealed class EmbeddedEventLog(HistoryFile file) : IAgentEventLog
{
    public Task<IReadOnlyList<AgentEvent>> ListAsync(TimeRange during, int limit, CancellationToken cancellationToken)
    {
        using SqliteConnection connection = file.OpenToRead();
        using Statement statement = new(
            connection,
            """
            SELECT event_number, agent_id, kind, at_ms, sensor, unit, detail, stored_at_ms
            FROM agent_events JOIN journals USING (journal_number)
            WHERE at_ms >= ?1 AND at_ms < ?2 ORDER BY at_ms DESC, event_number DESC LIMIT ?3
            """,
            3);
        using SqliteDataReader rows = statement.Rows(
            during.Start.UnixMilliseconds, during.End?.UnixMilliseconds ?? long.MaxValue, limit);
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

        return Task.FromResult<IReadOnlyList<AgentEvent>>(events);
    }

    private static string? Text(SqliteDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
}
