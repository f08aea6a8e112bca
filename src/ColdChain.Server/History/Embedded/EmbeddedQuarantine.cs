using System.Text.Json;

using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Embedded;

/// <summary>Quarantine as a table of the history's own file, so that admitting is one transaction.</summary>
internal sealed class EmbeddedQuarantine(HistoryFile file, HomeComing arrivals) : IQuarantine
{
    private const string Columns =
        "quarantine_number, agent_id, journal_id, sensor, sequence, measured_at_ms, milli_celsius, flags, reason, explanation, stored_at_ms";

    public Task<IReadOnlyList<QuarantineEntry>> ListAsync(int limit, long? after, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<QuarantineEntry>>(Select(
            "quarantine_number < ?1 ORDER BY quarantine_number DESC LIMIT ?2", after ?? long.MaxValue, limit));

    public Task<long> CountAsync(CancellationToken cancellationToken)
    {
        using SqliteConnection connection = file.OpenToRead();
        using Statement statement = new(connection, "SELECT count(*) FROM quarantine WHERE admitted_at_ms IS NULL", 0);
        return Task.FromResult(statement.Number());
    }

    public Task<IReadOnlyList<QuarantineEntry>> FindAsync(
        IReadOnlyCollection<long> numbers, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<QuarantineEntry>>(Select(
            "quarantine_number IN (SELECT value FROM json_each(?1)) AND ?2 = ?2 ORDER BY quarantine_number",
            JsonSerializer.Serialize(numbers),
            0));

    public Task<ArrivalOutcome> AdmitAsync(QuarantineRelease release, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(release);
        return arrivals.WriteAsync(session => Admit(session, release), HistoryWriter.Room, cancellationToken);
    }

    private static ArrivalOutcome.Durable Admit(WriteSession session, QuarantineRelease release)
    {
        List<(int Journal, ArrivedReading Arrived)> admitted = [];
        foreach ((long number, Reading reading) in release.Readings)
        {
            int marked = session.Prepared(
                """
                UPDATE quarantine SET admitted_at_ms = ?2, admitted_by = ?3
                WHERE quarantine_number = ?1 AND admitted_at_ms IS NULL
                """,
                3).Run(number, release.DecidedAt.UnixMilliseconds, release.DecidedBy);
            if (marked == 1)
            {
                admitted.Add((
                    (int)Column(session, "journal_number", number),
                    new ArrivedReading(Column(session, "sequence", number), reading)));
            }
        }

        ArrivalMerge[] merged =
        [
            .. admitted.GroupBy(one => one.Journal, one => one.Arrived).Select(journal => ArrivalWriting.WriteReadings(
                session, (journal.Key, release.DecidedAt.UnixMilliseconds), ArrivedSeries.Of(journal), new ReceivedRanges())),
        ];
        return new ArrivalOutcome.Durable(
            merged.Sum(one => one.Stored), merged.Sum(one => one.Duplicates), merged.Sum(one => one.Conflicts), Refused: 0, SequencesUsedAgain: 0);
    }

    private static long Column(WriteSession session, string column, long number) =>
        session.Prepared($"SELECT {column} FROM quarantine WHERE quarantine_number = ?1", 1).Number(number);

    private List<QuarantineEntry> Select(string condition, object first, object second)
    {
        using SqliteConnection connection = file.OpenToRead();
        using Statement statement = new(
            connection,
            $"SELECT {Columns} FROM quarantine JOIN journals USING (journal_number) WHERE admitted_at_ms IS NULL AND {condition}",
            2);
        using SqliteDataReader rows = statement.Rows(first, second);
        List<QuarantineEntry> entries = [];
        while (rows.Read())
        {
            entries.Add(new QuarantineEntry
            {
                Number = rows.GetInt64(0),
                Agent = AgentId.Parse(rows.GetString(1), null),
                Journal = JournalId.Parse(rows.GetString(2), null),
                Sensor = rows.GetString(3),
                Reading = new WireReading(rows.GetInt64(4), rows.GetInt64(5), rows.GetInt32(6), rows.GetInt32(7)),
                Reason = Enum.Parse<RefusalReason>(rows.GetString(8)),
                Explanation = rows.GetString(9),
                StoredAt = Instant.FromUnixMilliseconds(rows.GetInt64(10)),
            });
        }

        return entries;
    }
}
