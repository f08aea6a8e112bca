using System.Globalization;
using ColdChain.Agent.Intake;
using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using Microsoft.Data.Sqlite;

namespace ColdChain.Agent.Buffer;

/// <summary>One open <c>journal.db</c>: SQL and nothing else. Not safe for several threads; every fault is SQLite's own.</summary>
internal sealed class JournalFile : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _newest;
    private readonly SqliteCommand _oldest;
    private readonly SqliteCommand _remove;
    private readonly RedeliveryWindow _redeliveries;
    private readonly ImportMarks _imports;
    private readonly ClockRuns _runs;
    private readonly long _checkedFrom;
    private long _count;
    private bool _fsyncs = true;

    private JournalFile(SqliteConnection connection, TimeSpan redeliveryWindow, TimeProvider clock)
    {
        _connection = connection;
        Journal = ReadJournalId(connection);
        Highest = Sql.ReadLong(connection, """
            SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'entries'), 0),
                coalesce((SELECT max(sequence) FROM entries), 0))
            """);
        Seen = ReadSeen(connection);
        _count = Sql.ReadLong(connection, "SELECT count(*) FROM entries");
        _runs = ClockRuns.Load(connection);
        _checkedFrom = ReadCheckedFrom(connection);
        _insert = Sql.Prepare(connection, JournalRow.Insert);
        _newest = Sql.Prepare(
            connection, $"SELECT {JournalRow.Columns}, crc FROM entries WHERE sequence > $limit ORDER BY sequence DESC LIMIT $most");
        _oldest = Sql.Prepare(
            connection, $"SELECT {JournalRow.Columns}, crc FROM entries WHERE sequence <= $limit ORDER BY sequence LIMIT $most");
        _remove = Sql.Prepare(connection, "DELETE FROM entries WHERE sequence BETWEEN $first AND $last");
        _redeliveries = new RedeliveryWindow(connection, redeliveryWindow, clock);
        _imports = new ImportMarks(connection, clock);
    }

    public JournalId Journal { get; }

    /// <summary>The highest sequence ever given in this journal.</summary>
    public long Highest { get; private set; }

    /// <summary>The newest time that the server's clock agreed with, as far as it is written down.</summary>
    public Instant? Seen { get; }

    /// <exception cref="SqliteException">Not a journal, damaged, no space, no permission.</exception>
    /// <exception cref="JournalFaultException">Only <see cref="JournalFault.NewerFormat"/>.</exception>
    public static JournalFile Open(string path, BufferOptions options, TimeProvider clock)
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            DefaultTimeout = 5,
        }.ConnectionString);
        JournalFile? file = null;
        try
        {
            connection.Open();
            Sql.Execute(connection, JournalSchema.Settings);
            long pageBytes = Sql.ReadLong(connection, "PRAGMA page_size");
            Sql.Execute(connection, $"PRAGMA max_page_count = {options.LargestBytes / pageBytes};");
            Prepare(connection, path, clock);
            Check(connection, pageBytes);
            Reserve(connection, path);
            file = new JournalFile(connection, options.RedeliveryWindow, clock);
            return file;
        }
        finally
        {
            if (file is null)
            {
                connection.Dispose();
            }
        }
    }

    /// <returns>What was done, and the sequence that the run of the clock begins with, when one does.</returns>
    public (AppendOutcome Outcome, long FirstOfRun) Append(AppendPlan plan)
    {
        SetFsync(true);
        using SqliteTransaction transaction = _connection.BeginTransaction();
        long next = Highest + 1;
        long firstOfRun = next;
        int redelivered = 0;
        foreach ((int index, Observation seen) in plan.Group.Index())
        {
            firstOfRun = index == plan.RunBeginsAt ? next : firstOfRun;
            if ((seen is Observation.Measured { Origin: { } origin } && _redeliveries.IsRedelivery(origin, transaction))
                || (seen is Observation.Measured { ImportPart: { } part } && _imports.IsKnown(part, transaction)))
            {
                redelivered++;
                continue;
            }

            next = Insert(seen, next, transaction);
        }

        firstOfRun = plan.RunBeginsAt >= plan.Group.Count ? next : firstOfRun;
        plan.Detoured.ToList().ForEach(origin => _redeliveries.Remember(origin, transaction));
        _redeliveries.Trim(transaction);
        KeepClock(plan, firstOfRun, transaction);
        transaction.Commit();
        int stored = (int)(next - 1 - Highest);
        Took(next - 1);
        TakeRuns(plan, firstOfRun);
        return (new AppendOutcome(stored, redelivered), firstOfRun);
    }

    /// <summary>Takes over entries of a damaged journal under sequences of this one, and remembers how far it has come.</summary>
    public void Adopt(IReadOnlyList<JournalEntry> entries, SalvageProgress progress)
    {
        SetFsync(true);
        using SqliteTransaction transaction = _connection.BeginTransaction();
        long next = Highest + 1;
        KeepRun(next, 0, transaction);
        foreach (JournalEntry entry in entries)
        {
            EntryFields row = entry switch
            {
                JournalEntry.Measured measured => JournalRow.Of(next, measured.Reading),
                JournalEntry.Happened happened => JournalRow.Of(next, happened.What),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
            JournalRow.Write(_insert, transaction, row);
            next++;
        }

        using SqliteCommand keep = Sql.Prepare(
            _connection, "INSERT OR REPLACE INTO salvage (file, through, carried, is_done) VALUES ($file, $through, $carried, $done)");
        Sql.Execute(
            keep,
            transaction,
            ("$file", progress.File),
            ("$through", progress.Through),
            ("$carried", progress.Carried),
            ("$done", progress.IsDone ? 1L : 0L));
        transaction.Commit();
        _runs.Set(Highest + 1, 0);
        Took(next - 1);
    }

    /// <summary>How far an earlier salvage of this file has come.</summary>
    public SalvageProgress SalvageOf(string file)
    {
        using SqliteCommand find = Sql.Prepare(_connection, "SELECT through, carried, is_done FROM salvage WHERE file = $file");
        find.Parameters.AddWithValue("$file", file);
        using SqliteDataReader row = find.ExecuteReader();
        return row.Read()
            ? new SalvageProgress(file, row.GetInt64(0), row.GetInt64(1), row.GetInt64(2) != 0)
            : new SalvageProgress(file, Through: 0, Carried: 0, IsDone: false);
    }

    /// <summary>The offsets of runs, found out now; kept on the disk before anything that they correct is sent.</summary>
    public void Settle(IReadOnlyList<KeyValuePair<long, long>> runs)
    {
        foreach ((long first, long offset) in runs)
        {
            _runs.Set(first, offset);
        }

        SetFsync(true);
        using SqliteTransaction transaction = _connection.BeginTransaction();
        foreach ((long first, long offset) in runs)
        {
            KeepRun(first, offset, transaction);
        }

        transaction.Commit();
    }

    /// <summary>What an earlier life did not find out, nobody will: those times are taken as they are.</summary>
    public void SettleRunsOfEarlierLives(IReadOnlyList<long> ofThisLife)
    {
        string present = string.Join(',', ofThisLife);
        Sql.Execute(_connection, $"""
            UPDATE clock_runs SET offset_ms = 0 WHERE offset_ms IS NULL AND first_sequence NOT IN ({present});
            DELETE FROM clock_runs WHERE first_sequence < (
                SELECT max(first_sequence) FROM clock_runs
                WHERE first_sequence <= coalesce((SELECT min(sequence) FROM entries), {Highest + 1}));
            """);
    }

    public IReadOnlyList<JournalEntry> Newest(long after, int most) => Read(_newest, after, most);

    public IReadOnlyList<JournalEntry> Oldest(long through, int most) => Read(_oldest, through, most);

    public void Remove(IReadOnlyList<SequenceRange> ranges)
    {
        SetFsync(false);
        long gone = 0;
        using SqliteTransaction transaction = _connection.BeginTransaction();
        foreach (SequenceRange range in ranges)
        {
            gone += Sql.Execute(_remove, transaction, ("$first", range.First), ("$last", range.Last));
        }

        transaction.Commit();
        _count -= gone;
    }

    public void SetAside(long sequence, string reason, Instant now)
    {
        SetFsync(true);
        using SqliteTransaction transaction = _connection.BeginTransaction();
        using SqliteCommand copy = Sql.Prepare(
            _connection,
            $"INSERT OR IGNORE INTO refused ({JournalRow.Columns}, reason, refused_at_ms) SELECT {JournalRow.Columns}, $reason, $at FROM entries WHERE sequence = $sequence");
        Sql.Execute(copy, transaction, ("$reason", reason), ("$at", now.UnixMilliseconds), ("$sequence", sequence));
        int gone = Sql.Execute(_remove, transaction, ("$first", sequence), ("$last", sequence));
        transaction.Commit();
        _count -= gone;
    }

    /// <summary>Counted once at the opening and kept up: a month of backlog would take a second each time.</summary>
    public long Count() => _count;

    /// <summary>True when the file has no page left to give within its bound; else a "full" came from the disk.</summary>
    public bool IsAtItsBound()
    {
        // A group of a thousand readings needs some thirty pages; this close to the bound, the bound is the reason.
        const int Slack = 64;
        long used = Sql.ReadLong(_connection, "PRAGMA page_count") - Sql.ReadLong(_connection, "PRAGMA freelist_count");
        return used + Slack >= Sql.ReadLong(_connection, "PRAGMA max_page_count");
    }

    public void Dispose()
    {
        _insert.Dispose();
        _newest.Dispose();
        _oldest.Dispose();
        _remove.Dispose();
        _redeliveries.Dispose();
        _imports.Dispose();
        _connection.Dispose();
    }

    private static void Prepare(SqliteConnection connection, string path, TimeProvider clock)
    {
        long version = Sql.ReadLong(connection, "PRAGMA user_version");
        if (version > JournalSchema.Version)
        {
            throw Sql.ReadLong(connection, "SELECT coalesce((SELECT format FROM journal), 0)") == version
                ? new JournalFaultException(JournalFault.NewerFormat, "Opening", path, cause: null)
                : JournalDamage.Found($"the file says that it is of version {version}, its journal does not");
        }

        if (version == JournalSchema.Version)
        {
            return;
        }

        using SqliteTransaction transaction = connection.BeginTransaction();
        if (version == 0)
        {
            Sql.Execute(connection, JournalSchema.Create);
            using SqliteCommand name = Sql.Prepare(connection, "INSERT INTO journal (id, created_at_ms) VALUES ($id, $at)");
            Sql.Execute(
                name, transaction, ("$id", Guid.NewGuid().ToString("N")), ("$at", clock.GetCurrentInstant().UnixMilliseconds));
        }

        Sql.Execute(connection, JournalSchema.UpgradeFrom1);
        Sql.Execute(connection, $"PRAGMA user_version = {JournalSchema.Version}");
        transaction.Commit();
    }

    /// <summary>A flipped bit in a tree makes rows vanish without a word; only a look at all pages notices.</summary>
    /// <exception cref="SqliteException">They do not fit together.</exception>
    private static void Check(SqliteConnection connection, long pageBytes)
    {
        if (Sql.ReadLong(connection, "PRAGMA page_count") * pageBytes > JournalSchema.LargestCheckedBytes)
        {
            return;
        }

        using SqliteCommand check = Sql.Prepare(connection, "PRAGMA quick_check(1)");
        if (check.ExecuteScalar() as string is var found && found != "ok")
        {
            throw JournalDamage.Found($"the pages do not fit together: {found}");
        }
    }

    /// <summary>
    /// Grows file and log while there is room (JournalSchema.ReservedBytes); a disk that is full already is left alone. What
    /// a kill or a disk that filled meanwhile left of it is cleared away.
    /// </summary>
    private static void Reserve(SqliteConnection connection, string path)
    {
        if (new DriveInfo(path).AvailableFreeSpace < 4L * JournalSchema.ReservedBytes)
        {
            return;
        }

        Sql.Execute(
            connection,
            $"DROP TABLE IF EXISTS reserve; CREATE TABLE reserve (bytes BLOB); INSERT INTO reserve VALUES (zeroblob({JournalSchema.ReservedBytes})); DROP TABLE reserve; PRAGMA wal_checkpoint(RESTART);");
    }

    private static JournalId ReadJournalId(SqliteConnection connection)
    {
        using SqliteCommand command = Sql.Prepare(connection, "SELECT id FROM journal");
        return JournalId.TryParse(command.ExecuteScalar() as string, CultureInfo.InvariantCulture, out JournalId id)
            ? id
            : throw JournalDamage.Found("the journal has no id");
    }

    /// <summary>Every entry is checked where that cannot be told.</summary>
    public static long ReadCheckedFrom(SqliteConnection connection) =>
        Sql.ReadLong(connection, "SELECT coalesce((SELECT checked_from FROM journal), 1)");

    private static Instant? ReadSeen(SqliteConnection connection)
    {
        long seen = Sql.ReadLong(connection, "SELECT coalesce((SELECT seen_ms FROM journal), 0)");
        return seen == 0 ? null : Instant.FromUnixMilliseconds(seen);
    }

    /// <returns>The next sequence.</returns>
    private long Insert(Observation seen, long next, SqliteTransaction transaction)
    {
        (IReadOnlyList<Reading> readings, IReadOnlyList<WireEvent> events) = seen switch
        {
            Observation.Measured measured => (measured.Readings, measured.Events),
            Observation.Happened happened => ([], [happened.What]),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        foreach (Reading reading in readings)
        {
            JournalRow.Write(_insert, transaction, JournalRow.Of(next++, reading));
        }

        foreach (WireEvent what in events)
        {
            JournalRow.Write(_insert, transaction, JournalRow.Of(next++, what));
        }

        return next;
    }

    private void KeepClock(AppendPlan plan, long firstOfRun, SqliteTransaction transaction)
    {
        foreach ((long first, long offset) in plan.Settled)
        {
            KeepRun(first, offset, transaction);
        }

        if (plan.RunBeginsAt is not null)
        {
            KeepRun(firstOfRun, plan.RunOffset, transaction);
        }

        if (plan.Seen is { } seen)
        {
            using SqliteCommand keep = Sql.Prepare(_connection, "UPDATE journal SET seen_ms = $seen");
            Sql.Execute(keep, transaction, ("$seen", seen.UnixMilliseconds));
        }
    }

    private void KeepRun(long first, long? offset, SqliteTransaction transaction)
    {
        using SqliteCommand keep = Sql.Prepare(
            _connection, "INSERT OR REPLACE INTO clock_runs (first_sequence, offset_ms) VALUES ($first, $offset)");
        Sql.Execute(keep, transaction, ("$first", first), ("$offset", offset));
    }

    private void TakeRuns(AppendPlan plan, long firstOfRun)
    {
        foreach ((long first, long offset) in plan.Settled)
        {
            _runs.Set(first, offset);
        }

        if (plan.RunBeginsAt is not null)
        {
            _runs.Set(firstOfRun, plan.RunOffset);
        }
    }

    private void Took(long highest)
    {
        _count += highest - Highest;
        Highest = highest;
    }

    private List<JournalEntry> Read(SqliteCommand command, long limit, int most)
    {
        Sql.Bind(command, transaction: null, [("$limit", limit), ("$most", (long)most)]);
        List<JournalEntry> entries = [];
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            entries.Add(_runs.Correct(JournalRow.Read(row, _checkedFrom)));
        }

        return entries;
    }

    private void SetFsync(bool on)
    {
        if (on != _fsyncs)
        {
            Sql.Execute(_connection, on ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
            _fsyncs = on;
        }
    }
}
