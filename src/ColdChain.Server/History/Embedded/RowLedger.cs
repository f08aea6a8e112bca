using ColdChain.Core.Integrity;
using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Embedded;

/// <summary>Chains the rows that stand beside the readings: daily extremes and their conflicts, events, quarantine and admissions.</summary>
/// <remarks>
/// <code>
/// ledger            one row for each of theirs, in the order in which they were committed: which row, and the chain up to it
/// ledger_roots      where it stood when a daily root was made, which has it among its chains
/// marks 'ledger'    the number and the chain of its newest row
/// </code>
/// Triggers of the writing connection note what is added, so that nothing that adds can forget to; what was noted is chained before
/// the transaction is committed. A row that came by another connection has no place in the ledger, and <c>verify</c> names it.
/// </remarks>
internal sealed class RowLedger(SqliteConnection connection) : IDisposable
{
    /// <summary>What format 5 has more for it.</summary>
    public const string Tables = """
        CREATE TABLE ledger (
            ledger_number INTEGER PRIMARY KEY,
            kind INTEGER NOT NULL,
            key_1 INTEGER NOT NULL,
            key_2 INTEGER,
            key_3 INTEGER,
            key_4 INTEGER,
            chain_sha256 BLOB NOT NULL);
        CREATE TABLE ledger_roots (
            root_number INTEGER PRIMARY KEY,
            ledger_number INTEGER NOT NULL,
            chain_sha256 BLOB NOT NULL);
        CREATE TRIGGER ledger_is_not_replaced BEFORE INSERT ON ledger
        WHEN EXISTS (SELECT 1 FROM ledger WHERE ledger_number = NEW.ledger_number)
        BEGIN SELECT RAISE(ABORT, 'what was stored never changes (G3)'); END;
        """;

    private const string Waiting = """
        PRAGMA temp_store = MEMORY;
        CREATE TEMP TABLE IF NOT EXISTS ledger_waiting (
            waiting_number INTEGER PRIMARY KEY,
            kind INTEGER NOT NULL,
            key_1 INTEGER NOT NULL,
            key_2 INTEGER,
            key_3 INTEGER,
            key_4 INTEGER);

        """;

    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    /// <summary>From here on what this connection adds is noted; once more changes nothing.</summary>
    public void Watch() => HistorySchema.Execute(connection, Waiting + string.Concat(LedgerTable.All.Select(table => table.Watch)));

    /// <summary>Chains what was noted since the last time; in the transaction that added it.</summary>
    public void ChainWaiting()
    {
        List<(int Kind, long?[] Keys)> waiting =
            Keys(Prepared("SELECT kind, key_1, key_2, key_3, key_4 FROM ledger_waiting ORDER BY waiting_number", 0), 1);
        if (waiting.Count > 0)
        {
            Chain(waiting);
            Prepared("DELETE FROM ledger_waiting", 0).Run();
        }
    }

    /// <summary>Chains the rows of a former format, as they stand; what was done to them before is not proved.</summary>
    public void TakeIn()
    {
        foreach (LedgerTable table in LedgerTable.All)
        {
            Chain([.. Keys(Prepared(table.AllKeys, 0), 0).Select(row => (table.Kind, row.Keys))]);
        }
    }

    /// <summary>Where it stands, without what waits; number 0 where it is empty.</summary>
    public ChainHead Head()
    {
        ChainHead newest = One("SELECT ledger_number, chain_sha256 FROM ledger ORDER BY ledger_number DESC LIMIT 1");
        ChainHead marked = One("SELECT number, sha256 FROM marks WHERE name = 'ledger'");
        // Where rows were cut off, the number goes on behind them: the hole is what verify names.
        return marked.Link > newest.Link ? marked : newest;
    }

    /// <summary>Its leaf for the next root; null where it has not grown since the last that has it.</summary>
    public ChainHead? Leaf() => Head() is { Link: > 0 } head
        && One("SELECT ledger_number, chain_sha256 FROM ledger_roots ORDER BY root_number DESC LIMIT 1").Link < head.Link
        ? head
        : null;

    public void NoteRoot(long root, ChainHead leaf) =>
        Prepared("INSERT INTO ledger_roots VALUES (?1, ?2, ?3)", 3).Run(root, leaf.Link, leaf.Chain.ToArray());

    public void Dispose()
    {
        foreach (Statement statement in _statements.Values)
        {
            statement.Dispose();
        }
    }

    private void Chain(List<(int Kind, long?[] Keys)> rows)
    {
        ChainHead head = Head();
        foreach ((int kind, long?[] keys) in rows)
        {
            LedgerTable table = LedgerTable.All[kind - 1];
            using (SqliteDataReader row = Prepared(table.Row, table.Keys.Count).Rows([.. keys.Take(table.Keys.Count).Cast<object?>()]))
            {
                string?[] values = LedgerTable.Read(row) ?? throw new InvalidDataException($"A row of {table.Name} was noted and is not there.");
                head = head with { Link = head.Link + 1, Chain = CanonicalLedgerRow.Hash(head.Chain, head.Link + 1, table.Name, values) };
            }

            Prepared("INSERT INTO ledger VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", 7)
                .Run(head.Link, (long)kind, keys[0], keys[1], keys[2], keys[3], head.Chain.ToArray());
        }

        Prepared("INSERT INTO marks VALUES ('ledger', ?1, ?2) ON CONFLICT (name) DO UPDATE SET number = ?1, sha256 = ?2", 2)
            .Run(head.Link, head.Chain.ToArray());
    }

    /// <param name="statement">Gives the kind, where there is one, and four keys.</param>
    /// <param name="first">The column of the first key.</param>
    private static List<(int Kind, long?[] Keys)> Keys(Statement statement, int first)
    {
        using SqliteDataReader rows = statement.Rows();
        List<(int, long?[])> found = [];
        while (rows.Read())
        {
            found.Add((
                first == 0 ? 0 : rows.GetInt32(0),
                [.. Enumerable.Range(first, LedgerTable.MostKeys).Select(column => rows.IsDBNull(column) ? (long?)null : rows.GetInt64(column))]));
        }

        return found;
    }

    private ChainHead One(string sql)
    {
        using SqliteDataReader row = Prepared(sql, 0).Rows();
        return row.Read() && Digest.TryRead(row[1] as byte[] ?? [], out Digest chain)
            ? new ChainHead(CanonicalLedgerRow.LeafName, row.GetInt64(0), chain)
            : new ChainHead(CanonicalLedgerRow.LeafName, 0, default);
    }

    private Statement Prepared(string sql, int parameterCount)
    {
        if (!_statements.TryGetValue(sql, out Statement? statement))
        {
            statement = new Statement(connection, sql, parameterCount);
            _statements.Add(sql, statement);
        }

        return statement;
    }
}
