using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;
using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Embedded;

/// <summary>The writing connection with its prepared statements, and what its transaction will change in memory.</summary>
internal sealed class WriteSession(SqliteConnection connection, HistoryMemory memory) : IDisposable
{
    /// <summary>Sealed days that late readings are compared with, kept decoded: a buffer that is sent again asks for each many times.</summary>
    private const int MostSealedDays = 512;

    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);
    private readonly Dictionary<ReadingOrigin, int> _journals =
        memory.Journals.DistinctBy(journal => journal.Value).ToDictionary(journal => journal.Value, journal => journal.Key);
    private readonly Dictionary<(int Sensor, int Day), (int Part, KeptDay Sealed)> _sealed = [];
    private readonly RowLedger _ledger = Watching(connection);
    private BoundDays? _bound;

    public HistoryMemory Memory => memory;

    public StagedChanges Staged { get; } = new();

    /// <summary>Over the rows beside the readings; what this transaction adds is chained when it is committed.</summary>
    public RowLedger Ledger => _ledger;

    public BoundDays Bound => _bound ??= new BoundDays(this);

    /// <summary>The newest arrival, this transaction's own included.</summary>
    public ArrivalHead NewestArrival => Staged.NewestArrival ?? memory.NewestArrival;

    public void Begin()
    {
        Staged.Clear();
        Prepared("BEGIN IMMEDIATE", 0).Run();
    }

    /// <summary>Fsyncs; then, and only then, readers see it.</summary>
    public void Commit()
    {
        if (Staged.NewestArrival is { } newest)
        {
            Prepared("UPDATE marks SET number = ?1, sha256 = ?2 WHERE name = 'arrivals'", 2).Run(newest.Number, newest.Chain.ToArray());
        }

        if (Staged.NewestSeal is { } seal)
        {
            Prepared("UPDATE marks SET number = ?1 WHERE name = 'seals'", 1).Run(seal);
        }

        _ledger.ChainWaiting();
        long commits = memory.Commits + 1;
        Prepared("INSERT INTO marks (name, number) VALUES ('commits', ?1) ON CONFLICT (name) DO UPDATE SET number = ?1", 1).Run(commits);
        Prepared("COMMIT", 0).Run();
        memory.Commits = commits;
        memory.Publish(Staged);
    }

    /// <summary>What follows can be undone without undoing what came before it in the same transaction.</summary>
    public void BeginPart()
    {
        Staged.BeginPart();
        Prepared("SAVEPOINT part", 0).Run();
    }

    public void EndPart() => Prepared("RELEASE part", 0).Run();

    public void UndoPart()
    {
        Staged.UndoPart();
        _journals.Clear();
        _sealed.Clear();
        Bound.Forget();
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

    public int NumberOf(SensorId sensor)
    {
        if (memory.Find(sensor) is { } known)
        {
            return known.Number;
        }

        if (!Staged.Sensors.TryGetValue(sensor, out int number))
        {
            string text = sensor.ToString();
            Prepared("INSERT INTO sensors (sensor_number, sensor_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING", 2)
                .Run(memory.HighestSensor + Staged.Sensors.Count + 1, text);
            number = (int)Prepared("SELECT sensor_number FROM sensors WHERE sensor_id = ?1", 1).Number(text);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, ChunkId.MostSensors);
            Staged.Named(sensor, number);
        }

        return number;
    }

    public int NumberOf(AgentId agent, JournalId journal)
    {
        ReadingOrigin origin = new(agent, journal);
        if (!_journals.TryGetValue(origin, out int number))
        {
            string agentText = agent.ToString();
            string journalText = journal.ToString();
            // Not the number that the table would give: one whose row a disk lost stands in readings still, and is nobody else's.
            Prepared("INSERT INTO journals (journal_number, agent_id, journal_id) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING", 3)
                .Run(1 + memory.Journals.Keys.Concat(Staged.Journals.Keys).DefaultIfEmpty().Max(), agentText, journalText);
            number = (int)Prepared("SELECT journal_number FROM journals WHERE agent_id = ?1 AND journal_id = ?2", 2)
                .Number(agentText, journalText);
            _journals.Add(origin, number);
            if (!memory.Journals.ContainsKey(number) && !Staged.Journals.ContainsKey(number))
            {
                Staged.Named(number, origin);
            }
        }

        return number;
    }

    public SensorHead HeadOf(int sensor) =>
        Staged.Heads.TryGetValue(sensor, out SensorHead? staged) ? staged : memory.Find(sensor)?.Head ?? SensorHead.None;

    /// <summary>What is open of a sensor's day, this transaction's own included; a new, empty view where nothing is.</summary>
    public OpenDay DayOf(int sensor, int day, long arrival)
    {
        OpenDay? known = Staged.Days.TryGetValue((sensor, day), out OpenDay? staged) ? staged : memory.Find(sensor)?.OpenOn(day);
        if (known is not null)
        {
            return known;
        }

        SensorHead head = HeadOf(sensor);
        (int part, KeptDay before) = day < head.FirstDay || day > head.LastDay ? (0, KeptDay.Empty) : SealedOf(sensor, day);
        return new OpenDay(day, part, before, arrival);
    }

    /// <summary>The day was sealed once more: what is known of its parts is old.</summary>
    public void ForgetSealed(int sensor, int day) => _sealed.Remove((sensor, day));

    public void Dispose()
    {
        foreach (Statement statement in _statements.Values)
        {
            statement.Dispose();
        }

        _ledger.Dispose();
        connection.Dispose();
    }

    private static RowLedger Watching(SqliteConnection connection)
    {
        RowLedger ledger = new(connection);
        ledger.Watch();
        return ledger;
    }

    private (int Part, KeptDay Sealed) SealedOf(int sensor, int day)
    {
        if (_sealed.TryGetValue((sensor, day), out (int Part, KeptDay Sealed) known))
        {
            return known;
        }

        List<(int Part, KeptDay? Content)> parts = [.. Bound.Of(sensor, day)];
        int next = parts.Select(part => part.Part + 1).DefaultIfEmpty().Max();
        using (SqliteDataReader rows = Prepared(
            "SELECT chunk_id, readings FROM chunks WHERE chunk_id >= ?1 AND chunk_id < ?2 ORDER BY chunk_id", 2)
            .Rows(new ChunkId(day, sensor, 0).Number, new ChunkId(day, sensor, 0).Number + ChunkId.MostParts))
        {
            while (rows.Read())
            {
                if (ChunkId.Of(rows.GetInt64(0)) is var id && (id.Sensor != sensor || id.Day != day))
                {
                    continue;
                }

                int number = id.Part;
                next = Math.Max(next, number + 1);
                if (rows.IsDBNull(1))
                {
                    throw new AwayDayException(sensor, day);
                }

                if (ChunkCodec.TryDecode(id, rows[1] as byte[], out KeptDay? part))
                {
                    parts.Add((number, part));
                }
            }
        }

        if (_sealed.Count >= MostSealedDays)
        {
            _sealed.Clear();
        }

        return _sealed[(sensor, day)] = (next, PartsOfDay.Together([.. parts.OrderBy(part => part.Part).Select(part => part.Content).OfType<KeptDay>()]));
    }
}
