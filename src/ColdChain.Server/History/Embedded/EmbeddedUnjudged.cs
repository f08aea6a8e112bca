using ColdChain.Core.Identity;
using ColdChain.Core.Time;

using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Embedded;

/// <summary>Keeps beside each span that is open the one that was taken, so that a crash in between loses neither.</summary>
internal sealed class EmbeddedUnjudged(HistoryWriter writer, UnjudgedSignal signal) : IUnjudgedReadings
{
    public ValueTask WaitAsync(CancellationToken cancellationToken) => signal.WaitAsync(cancellationToken);

    public Task<IReadOnlyList<UnjudgedSpan>> TakeAsync(CancellationToken cancellationToken) =>
        writer.WriteAsync(Take, cancellationToken);

    public Task DoneAsync(IReadOnlyList<UnjudgedSpan> spans, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => Done(session, spans), cancellationToken);

    private static IReadOnlyList<UnjudgedSpan> Take(WriteSession session)
    {
        session.Prepared(
            """
            UPDATE unjudged SET
                taken_from_ms = min(coalesce(taken_from_ms, from_ms), from_ms),
                taken_to_ms = max(coalesce(taken_to_ms, to_ms), to_ms),
                from_ms = NULL, to_ms = NULL
            WHERE from_ms IS NOT NULL
            """,
            0).Run();
        using SqliteDataReader rows = session.Prepared(
            """
            SELECT sensor_id, taken_from_ms, taken_to_ms FROM unjudged JOIN sensors USING (sensor_number)
            WHERE taken_from_ms IS NOT NULL
            """,
            0).Rows();
        List<UnjudgedSpan> spans = [];
        while (rows.Read())
        {
            spans.Add(new UnjudgedSpan(
                SensorId.Parse(rows.GetString(0), null),
                Instant.FromUnixMilliseconds(rows.GetInt64(1)),
                Instant.FromUnixMilliseconds(rows.GetInt64(2))));
        }

        return spans;
    }

    private static int Done(WriteSession session, IReadOnlyList<UnjudgedSpan> spans)
    {
        foreach (UnjudgedSpan span in spans)
        {
            session.Prepared(
                "UPDATE unjudged SET taken_from_ms = NULL, taken_to_ms = NULL WHERE sensor_number = ?1", 1)
                .Run(session.NumberOf(span.Sensor));
        }

        return spans.Count;
    }
}
