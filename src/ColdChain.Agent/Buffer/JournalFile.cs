using System.Globalization;
using ColdChain.Agent.Intake;
using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using Microsoft.Data.Sqlite;

namespace ColdChain.Agent.Buffer;

/// <summary>One open <c>journal.db</c>: SQL and nothing else. Not safe for several threads; every fault is SQLite's own.</summary>
internal sealed class JournalFile : IDisposable
{
    public const string Columns = "sequence, at_ms, sensor, milli_celsius, flags, kind, unit, detail";

    /// <summary>What a server takes in an event's detail (WireEvent); the rest is cut off.</summary>
    private const int LongestDetail = 500;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _newest;
    private readonly SqliteCommand _oldest;
    private readonly SqliteCommand _remove;
    private readonly RedeliveryWindow _redeliveries;
    private readonly ArrivalTimes _arrivals = new();
    private bool _fsyncs = true;

    private JournalFile(SqliteConnection connection, TimeSpan redeliveryWindow, TimeProvider clock)
    {
        _connection = connection;
        Journal = ReadJournalId(connection);
        Highest = Sql.ReadLong(connection, "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'entries'), 0)");
        _insert = Sql.Prepare(connection, """
            INSERT INTO entries (at_ms, sensor, milli_celsius, flags, kind, unit, detail)
            VALUES ($at, $sensor, $milliCelsius, $flags, $kind, $unit, $detail)
            """);
        _newest = Sql.Prepare(
            connection, $"SELECT {Columns} FROM entries WHERE sequence > $limit ORDER BY sequence DESC LIMIT $most");
        _oldest = Sql.Prepare(
            connection, $"SELECT {Columns} FROM entries WHERE sequence <= $limit ORDER BY sequence LIMIT $most");
        _remove = Sql.Prepare(connection, "DELETE FROM entries WHERE sequence BETWEEN $first AND $last");
        _redeliveries = new RedeliveryWindow(connection, redeliveryWindow, clock);
    }

    public JournalId Journal { get; }

    /// <summary>The highest sequence ever given in this journal.</summary>
    public long Highest { get; private set; }

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

    public AppendOutcome Append(IReadOnlyList<Observation> group)
    {
        SetFsync(true);
        using SqliteTransaction transaction = _connection.BeginTransaction();
        int stored = 0;
        int redelivered = 0;
        foreach (Observation seen in group)
        {
            switch (seen)
            {
                case Observation.Happened happened:
                    Insert(happened.What, transaction);
                    stored++;
                    break;
                case Observation.Measured { Origin: { } origin } when _redeliveries.IsRedelivery(origin, transaction):
                    redelivered++;
                    break;
                case Observation.Measured measured:
                    stored += Insert(measured, transaction);
                    break;
            }
        }

        _redeliveries.Trim(transaction);
        transaction.Commit();
        Highest += stored;
        return new AppendOutcome(stored, redelivered);
    }

    /// <summary>Takes over entries of another journal under sequences of this one.</summary>
    public int Adopt(IReadOnlyList<JournalEntry> entries)
    {
        SetFsync(true);
        using SqliteTransaction transaction = _connection.BeginTransaction();
        foreach (JournalEntry entry in entries)
        {
            switch (entry)
            {
                case JournalEntry.Measured measured:
                    Insert(measured.Reading, measured.Reading.MeasuredAt, transaction);
                    break;
                case JournalEntry.Happened happened:
                    Insert(happened.What, transaction);
                    break;
            }
        }

        transaction.Commit();
        Highest += entries.Count;
        return entries.Count;
    }

    /// <exception cref="SqliteException">The row makes no sense.</exception>
    public static JournalEntry ReadEntry(SqliteDataReader row) => row.IsDBNull(3) ? ReadEvent(row) : ReadReading(row);

    public IReadOnlyList<JournalEntry> Newest(long after, int most) => Read(_newest, after, most);

    public IReadOnlyList<JournalEntry> Oldest(long through, int most) => Read(_oldest, through, most);

    public void Remove(IReadOnlyList<SequenceRange> ranges)
    {
        SetFsync(false);
        using SqliteTransaction transaction = _connection.BeginTransaction();
        foreach (SequenceRange range in ranges)
        {
            Sql.Execute(_remove, transaction, ("$first", range.First), ("$last", range.Last));
        }

        transaction.Commit();
    }

    public void SetAside(long sequence, string reason, Instant now)
    {
        SetFsync(true);
        using SqliteTransaction transaction = _connection.BeginTransaction();
        using SqliteCommand copy = Sql.Prepare(
            _connection,
            $"INSERT OR IGNORE INTO refused ({Columns}, reason, refused_at_ms) SELECT {Columns}, $reason, $at FROM entries WHERE sequence = $sequence");
        Sql.Execute(copy, transaction, ("$reason", reason), ("$at", now.UnixMilliseconds), ("$sequence", sequence));
        Sql.Execute(_remove, transaction, ("$first", sequence), ("$last", sequence));
        transaction.Commit();
    }

    public long Count() => Sql.ReadLong(_connection, "SELECT count(*) FROM entries");

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
        _connection.Dispose();
    }

    private static void Prepare(SqliteConnection connection, string path, TimeProvider clock)
    {
        long version = Sql.ReadLong(connection, "PRAGMA user_version");
        if (version > JournalSchema.Version)
        {
            throw new JournalFaultException(JournalFault.NewerFormat, "Opening", path, cause: null);
        }

        if (version == JournalSchema.Version)
        {
            return;
        }

        using (SqliteTransaction transaction = connection.BeginTransaction())
        {
            Sql.Execute(connection, JournalSchema.Create);
            using SqliteCommand name = Sql.Prepare(connection, "INSERT INTO journal (id, created_at_ms) VALUES ($id, $at)");
            Sql.Execute(
                name, transaction, ("$id", Guid.NewGuid().ToString("N")), ("$at", clock.GetCurrentInstant().UnixMilliseconds));
            Sql.Execute(connection, $"PRAGMA user_version = {JournalSchema.Version}");
            transaction.Commit();
        }
    }

    /// <summary>Grows file and log while there is room (JournalSchema.ReservedBytes); a disk that is full already is left alone.</summary>
    private static void Reserve(SqliteConnection connection, string path)
    {
        if (new DriveInfo(path).AvailableFreeSpace < 4L * JournalSchema.ReservedBytes)
        {
            return;
        }

        Sql.Execute(
            connection,
            $"CREATE TABLE reserve (bytes BLOB); INSERT INTO reserve VALUES (zeroblob({JournalSchema.ReservedBytes})); DROP TABLE reserve; PRAGMA wal_checkpoint(RESTART);");
    }

    private static JournalId ReadJournalId(SqliteConnection connection)
    {
        using SqliteCommand command = Sql.Prepare(connection, "SELECT id FROM journal");
        return JournalId.TryParse(command.ExecuteScalar() as string, CultureInfo.InvariantCulture, out JournalId id)
            ? id
            : throw JournalDamage.Found("the journal has no id");
    }

    private int Insert(Observation.Measured measured, SqliteTransaction transaction)
    {
        foreach (Reading reading in measured.Readings)
        {
            Insert(reading, _arrivals.Of(reading), transaction);
        }

        foreach (WireEvent what in measured.Events)
        {
            Insert(what, transaction);
        }

        return measured.Readings.Count + measured.Events.Count;
    }

    private void Insert(Reading reading, Instant at, SqliteTransaction transaction) => Sql.Execute(
        _insert,
        transaction,
        ("$at", at.UnixMilliseconds),
        ("$sensor", reading.Sensor.ToString()),
        ("$milliCelsius", (long)reading.Value.MilliCelsius),
        ("$flags", (long)reading.Flags),
        ("$kind", null),
        ("$unit", null),
        ("$detail", null));

    private void Insert(WireEvent what, SqliteTransaction transaction) => Sql.Execute(
        _insert,
        transaction,
        ("$at", what.At),
        ("$sensor", what.Sensor),
        ("$milliCelsius", null),
        ("$flags", null),
        ("$kind", what.Kind),
        ("$unit", what.Unit),
        ("$detail", what.Detail is { Length: > LongestDetail } long_ ? long_[..LongestDetail] : what.Detail));

    private static List<JournalEntry> Read(SqliteCommand command, long limit, int most)
    {
        Sql.Bind(command, transaction: null, [("$limit", limit), ("$most", (long)most)]);
        List<JournalEntry> entries = [];
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            entries.Add(ReadEntry(row));
        }

        return entries;
    }

    private static JournalEntry.Measured ReadReading(SqliteDataReader row)
    {
        string sensor = row.IsDBNull(2) ? string.Empty : row.GetString(2);
        long milliCelsius = row.GetInt64(3);
        long flags = row.IsDBNull(4) ? 0 : row.GetInt64(4);
        if (!SensorId.TryParse(sensor, CultureInfo.InvariantCulture, out SensorId id)
            || milliCelsius is < int.MinValue or > int.MaxValue || flags is < 0 or > int.MaxValue)
        {
            throw JournalDamage.Found($"entry {row.GetInt64(0)} cannot be a reading");
        }

        return new JournalEntry.Measured(
            row.GetInt64(0),
            new Reading(
                id,
                Instant.FromUnixMilliseconds(row.GetInt64(1)),
                Temperature.FromMilliCelsius((int)milliCelsius),
                (ReadingFlags)flags));
    }

    private static JournalEntry.Happened ReadEvent(SqliteDataReader row) => new(new WireEvent
    {
        Sequence = row.GetInt64(0),
        At = row.GetInt64(1),
        Sensor = row.IsDBNull(2) ? null : row.GetString(2),
        Kind = row.IsDBNull(5) ? throw JournalDamage.Found("an entry is neither reading nor event") : row.GetString(5),
        Unit = row.IsDBNull(6) ? null : row.GetString(6),
        Detail = row.IsDBNull(7) ? null : row.GetString(7),
    });

    private void SetFsync(bool on)
    {
        if (on != _fsyncs)
        {
            Sql.Execute(_connection, on ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
            _fsyncs = on;
        }
    }
}
