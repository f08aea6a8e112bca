using System.Security.Cryptography;
using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;
using ColdChain.Core.Time;
using ColdChain.Server.History;
using ColdChain.Server.History.Embedded;
using Microsoft.Data.Sqlite;

namespace ColdChain.Server.Integrity;

/// <summary>Reads a history file for checking: as of one instant, changing nothing, believing nothing.</summary>
internal sealed class SealedHistory : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _asOfNow;
    private readonly Statement _chunk;
    private readonly Statement _block;
    private readonly Dictionary<int, Statement> _rows = [];

    private SealedHistory(SqliteConnection connection)
    {
        _connection = connection;
        _asOfNow = connection.BeginTransaction(deferred: true);
        Calendar = HistorySchema.CalendarOf(connection);
        HasOtherHome = HistorySchema.Scalar(connection, $"SELECT count(*) FROM marks WHERE name = '{AwayWriting.Mark}';") > 0;
        foreach (SqliteDataReader row in Rows("SELECT sensor_number, sensor_id FROM sensors"))
        {
            Sensors[row.GetInt32(0)] = SensorId.TryParse(row.GetString(1), null, out SensorId sensor) ? sensor : default;
        }

        foreach (SqliteDataReader row in Rows("SELECT journal_number, agent_id, journal_id FROM journals"))
        {
            AgentId.TryParse(row.GetString(1), null, out AgentId agent);
            JournalId.TryParse(row.GetString(2), null, out JournalId journal);
            Origins[row.GetInt32(0)] = new ReadingOrigin(agent, journal);
        }

        _chunk = new Statement(connection, "SELECT seal_number, chain_sha256, figures, readings FROM chunks WHERE chunk_id = ?1", 1);
        _block = new Statement(connection, $"{BlockRows.Columns} WHERE block_id = ?1", 1);
    }

    public DayCalendar Calendar { get; }

    /// <summary>Readings of finished days may be in another database.</summary>
    public bool HasOtherHome { get; }

    /// <summary>Gives the readings that are kept in another database; null where there is none.</summary>
    public IAwayDays? Away { get; set; }

    public Dictionary<int, SensorId> Sensors { get; } = [];

    public Dictionary<int, ReadingOrigin> Origins { get; } = [];

    /// <summary>Opens the file beside a server that runs, or without one.</summary>
    /// <param name="path">Of <c>history.db</c>.</param>
    /// <param name="mistake">Why it could not be opened.</param>
    public static SealedHistory? Open(string path, out string? mistake)
    {
        mistake = null;
        if (!File.Exists(path))
        {
            mistake = $"There is no history at '{path}'; give the data folder of the server with --data.";
            return null;
        }

        SqliteConnection connection = new(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        connection.Open();
        long version = HistorySchema.Scalar(connection, "PRAGMA user_version;");
        if (version == HistorySchema.Version)
        {
            return new SealedHistory(connection);
        }

        connection.Dispose();
        mistake = $"'{path}' has format {version}, this program checks format {HistorySchema.Version}; start its server once.";
        return null;
    }

    /// <summary>The key and the seal number of every chunk, in the order in which they were sealed; and in which block it is.</summary>
    /// <param name="damaged">Blocks of which it cannot be told what they hold.</param>
    public List<(long Seal, ChunkId Id, BlockId? Block)> Index(out List<BlockId> damaged)
    {
        List<(long, ChunkId, BlockId?)> index = [];
        damaged = [];
        foreach (SqliteDataReader row in Rows("SELECT seal_number, chunk_id FROM chunks"))
        {
            index.Add((row.GetInt64(0), ChunkId.Of(row.GetInt64(1)), null));
        }

        foreach (SqliteDataReader row in Rows("SELECT block_id, first_seal, last_seal, heads FROM blocks"))
        {
            BlockId id = BlockId.Of(row.GetInt64(0));
            bool isRead = BlockHeads.TryDecode(id, row.GetInt64(1), Bytes(row, 3), out BoundChunk[]? chunks) && chunks[^1].Seal == row.GetInt64(2);
            damaged.AddRange(isRead ? [] : [id]);
            index.AddRange(isRead ? chunks!.Select(chunk => (chunk.Seal, chunk.Id, (BlockId?)id)) : []);
        }

        index.Sort((left, right) => left.Item1.CompareTo(right.Item1));
        return index;
    }

    public BlockRow ReadBlock(BlockId id)
    {
        using SqliteDataReader row = _block.Rows(id.Key);
        return row.Read() ? BlockRows.Of(row) : new BlockRow(id, (0, 0), 0, default, default, [], []);
    }

    /// <exception cref="HistoryAwayException">Its readings are in another database, which did not give them.</exception>
    public SealedChunk Read(ChunkId id)
    {
        SealedChunk chunk = Row(id);
        // Without another home a row without readings was emptied by somebody, whatever is said of it.
        return chunk.Readings is null && id.Part == 0 && HasOtherHome ? chunk with { Readings = Fetch(chunk) } : chunk;
    }

    /// <summary>As it is in this file; without readings where those are in another database.</summary>
    public SealedChunk Row(ChunkId id)
    {
        using SqliteDataReader row = _chunk.Rows(id.Number);
        return row.Read()
            ? new SealedChunk(id, row.GetInt64(0), Bytes(row, 1), Bytes(row, 2), row.IsDBNull(3) ? null : Bytes(row, 3))
            : new SealedChunk(id, 0, [], [], []);
    }

    public List<StoredRoot> Roots()
    {
        List<StoredRoot> roots = [];
        foreach (SqliteDataReader row in Rows(
            "SELECT root_number, day, made_at_ms, last_seal_number, root_sha256, key_id, signature FROM roots ORDER BY root_number"))
        {
            roots.Add(new StoredRoot(
                row.GetInt64(0), row.GetInt32(1), row.GetInt64(2), row.GetInt64(3), Bytes(row, 4), (row.GetString(5), Bytes(row, 6))));
        }

        return roots;
    }

    /// <summary>Where the audit trail stood under each root that has it among its chains.</summary>
    public Dictionary<long, AuditMark> AuditRoots() => !Has("audit_roots")
        ? []
        : Rows("SELECT root_number, last_id, row_count, sha256 FROM audit_roots").ToDictionary(row => row.GetInt64(0), row => MarkOf(row, 1));

    /// <summary>Where the ledger of the rows beside the readings stood under each root that has it.</summary>
    public Dictionary<long, ChainHead> LedgerRoots() =>
        Rows("SELECT root_number, ledger_number, chain_sha256 FROM ledger_roots ORDER BY root_number").ToDictionary(
            row => row.GetInt64(0),
            row => new ChainHead(CanonicalLedgerRow.LeafName, row.GetInt64(1), Digest.TryRead(Bytes(row, 2), out Digest chain) ? chain : default));

    /// <summary>The ledger from its first row: number, kind, keys, chain.</summary>
    public IEnumerable<(long Number, int Kind, long?[] Keys, byte[] Chain)> Ledger() =>
        Rows("SELECT ledger_number, kind, key_1, key_2, key_3, key_4, chain_sha256 FROM ledger ORDER BY ledger_number")
            .Select(row => (row.GetInt64(0), row.GetInt32(1), KeysOf(row, 2), Bytes(row, 6)));

    /// <summary>The columns of a row that the ledger names; null where it is not there.</summary>
    public string?[]? RowOf(LedgerTable table, long?[] keys)
    {
        if (!_rows.TryGetValue(table.Kind, out Statement? statement))
        {
            _rows[table.Kind] = statement = new Statement(_connection, table.Row, table.Keys.Count);
        }

        using SqliteDataReader row = statement.Rows([.. keys.Take(table.Keys.Count).Cast<object?>()]);
        return LedgerTable.Read(row);
    }

    /// <summary>The keys of a row that the ledger does not have; null where it has all.</summary>
    public long?[]? StrangerIn(LedgerTable table) => Rows(table.Strangers).Select(row => KeysOf(row, 0)).FirstOrDefault();

    /// <summary>Where the audit trail stood when it was last noted; null where it never was.</summary>
    public AuditMark? AuditAnchor() => !Has("audit_anchor")
        ? null
        : Rows("SELECT last_id, row_count, sha256 FROM audit_anchor").Select(row => MarkOf(row, 0)).FirstOrDefault();

    /// <summary>The hash of each chunk whose readings were destroyed, and by which record.</summary>
    public Dictionary<long, (long Number, byte[] Hash)> Destroyed() =>
        Rows("SELECT chunk_id, destruction_number, chunk_sha256 FROM destroyed_chunks")
            .ToDictionary(row => row.GetInt64(0), row => (row.GetInt64(1), Bytes(row, 2)));

    public List<(DestructionText Text, string KeyId, byte[] Signature)> Destructions() =>
    [
        .. Rows("SELECT destruction_number, at_ms, decided_by, reason, key_id, signature FROM destructions ORDER BY destruction_number")
            .Select(row => (
                new DestructionText(row.GetInt64(0), Instant.FromUnixMilliseconds(row.GetInt64(1)), row.GetString(2), row.GetString(3)),
                row.GetString(4),
                Bytes(row, 5))),
    ];

    /// <summary>The public part of each key that ever signed a root.</summary>
    public Dictionary<string, byte[]> Keys() =>
        Rows("SELECT key_id, public_key FROM root_keys").ToDictionary(row => row.GetString(0), row => Bytes(row, 1));

    /// <summary>Up to which link each sensor is said to be bound, and that link; zeros stand for the beginning.</summary>
    public Dictionary<int, (long Link, Digest Chain)> Bound() =>
        Rows("SELECT sensor_number, bound_link, bound_sha256 FROM sensor_heads").ToDictionary(
            row => row.GetInt32(0), row => (row.GetInt64(1), Digest.TryRead(row[2] as byte[], out Digest chain) ? chain : default));

    /// <summary>Where each sensor's chain is said to end.</summary>
    public Dictionary<int, (long Link, byte[] Chain)> Heads() =>
        Rows("SELECT sensor_number, link, chain_sha256 FROM sensor_heads").ToDictionary(row => row.GetInt32(0), row => (row.GetInt64(1), Bytes(row, 2)));

    /// <summary>The first and the last day that each sensor's head claims.</summary>
    public Dictionary<int, (int First, int Last)> DaysOfHeads() =>
        Rows("SELECT sensor_number, first_day, last_day FROM sensor_heads").ToDictionary(row => row.GetInt32(0), row => (row.GetInt32(1), row.GetInt32(2)));

    /// <summary>What SQLite finds wrong with pages, keys and their order first; null when nothing is.</summary>
    public string? Structure() =>
        Rows("PRAGMA integrity_check(1)").Select(row => row.GetString(0)).FirstOrDefault(words => words != "ok");

    public (long Number, byte[] Hash) Mark(string name)
    {
        using Statement statement = new(_connection, "SELECT number, sha256 FROM marks WHERE name = ?1", 1);
        using SqliteDataReader row = statement.Rows(name);
        return row.Read() ? (row.GetInt64(0), Bytes(row, 1)) : (0, []);
    }

    /// <summary>The requests that are not sealed yet: number, journal, stored at, chain, readings, and their sum (null where a row was damaged before rows had one).</summary>
    public IEnumerable<(ArrivalHead Head, (int Journal, long StoredAt) Source, byte[] Readings, long? Sum)> Arrivals() =>
        Rows("SELECT arrival_number, journal_number, stored_at_ms, chain_sha256, readings, sum FROM arrivals ORDER BY arrival_number")
            .Select(row => (new ArrivalHead(row.GetInt64(0), Bytes(row, 3)), (row.GetInt32(1), row.GetInt64(2)), Bytes(row, 4), row[5] as long?));

    public void Dispose()
    {
        _chunk.Dispose();
        _block.Dispose();
        foreach (Statement statement in _rows.Values)
        {
            statement.Dispose();
        }

        _asOfNow.Dispose();
        _connection.Dispose();
    }

    /// <summary>As they would stand in the file; null when the other database has others than the figures were made of.</summary>
    private byte[]? Fetch(SealedChunk chunk)
    {
        IAwayDays away = Away ?? throw new HistoryAwayException(
            "The readings of some sealed days are in InfluxDB; give --config FILE with the section History.");
        List<KeptDay> later = [];
        for (ChunkId next = chunk.Id with { Part = 1 }; Row(next) is { Seal: > 0 } part; next = next with { Part = next.Part + 1 })
        {
            later.AddRange(part.Readings is { } bytes && ChunkCodec.TryDecode(next, bytes, out KeptDay? day) ? [day] : []);
        }

        if (!ChunkFigures.TryRead(chunk.Id, chunk.Figures, out ChunkFigures figures))
        {
            return null;
        }

        Dictionary<int, IReadOnlyList<KeptReading>> found = [];
        int most = figures.Count + later.Sum(part => part.Readings.Length) + AwayDay.Slack;
        away.ReadAsync(Sensors.GetValueOrDefault(chunk.Id.Sensor), [new AwayDay(chunk.Id.Day, most)], found, CancellationToken.None)
            .GetAwaiter().GetResult();
        return AwayDay.FirstPart(found[chunk.Id.Day], figures, later) is { } own
            ? ChunkCodec.Encode(chunk.Id, new KeptDay(own, ReadOnlyMemory<KeptReading>.Empty))
            : null;
    }

    private bool Has(string table) =>
        HistorySchema.Scalar(_connection, $"SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '{table}';") > 0;

    private static AuditMark MarkOf(SqliteDataReader row, int first)
    {
        Digest.TryRead(Bytes(row, first + 2), out Digest hash);
        return new AuditMark(row.GetInt64(first), row.GetInt64(first + 1), hash);
    }

    private static long?[] KeysOf(SqliteDataReader row, int first) =>
        [.. Enumerable.Range(first, LedgerTable.MostKeys).Select(column => row.IsDBNull(column) ? (long?)null : row.GetInt64(column))];

    private static byte[] Bytes(SqliteDataReader row, int column) => row[column] as byte[] ?? [];

    private IEnumerable<SqliteDataReader> Rows(string sql)
    {
        using Statement statement = new(_connection, sql, 0);
        using SqliteDataReader rows = statement.Rows();
        while (rows.Read())
        {
            yield return rows;
        }
    }
}
