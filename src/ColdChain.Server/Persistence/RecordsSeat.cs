using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace ColdChain.Server.Persistence;

/// <summary>That no other server writes the records: a lock of PostgreSQL, which ends with the connection that took it.</summary>
/// <remarks>
/// The connection can break without our doing (the database restarts, a network forgets it), and another server may then take the lock.
/// So each write asks the database itself whether the lock is still held, and takes it again where nobody has it.
/// </remarks>
internal sealed class RecordsSeat(string connection)
{
    private NpgsqlConnection? _lasting;

    /// <summary>False for a verb on the console, which writes beside the server and holds nothing.</summary>
    public bool IsWanted { get; private set; }

    /// <summary>A question to any connection of the same database: does ours still hold the lock?</summary>
    public string Question => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        SELECT EXISTS (SELECT 1 FROM pg_locks
                        WHERE locktype = 'advisory' AND granted AND pid = {_lasting?.ProcessID ?? 0}
                          AND classid = {PostgreSqlRecords.LockSpace} AND objid = {PostgreSqlRecords.ServerLock}
                          AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
        """);

    /// <summary>The lock lives as long as its connection does, which is therefore none of the pool's.</summary>
    public async Task<bool> TryTakeAsync(CancellationToken cancellationToken)
    {
        NpgsqlConnection lasting = new(new NpgsqlConnectionStringBuilder(connection) { Pooling = false, KeepAlive = 30 }.ConnectionString);
        try
        {
            await lasting.OpenAsync(cancellationToken);
            await using NpgsqlCommand take = new($"SELECT pg_try_advisory_lock({PostgreSqlRecords.LockSpace}, {PostgreSqlRecords.ServerLock})", lasting);
            if (await take.ExecuteScalarAsync(cancellationToken) is true)
            {
                NpgsqlConnection? lost = Interlocked.Exchange(ref _lasting, lasting);
                IsWanted = true;
                if (lost is not null)
                {
                    await lost.DisposeAsync();
                }

                return true;
            }
        }
        catch
        {
            await lasting.DisposeAsync();
            throw;
        }

        await lasting.DisposeAsync();
        return false;
    }

    /// <summary>True while we hold it; where it was lost it is taken again.</summary>
    /// <param name="asker">Another connection, open.</param>
    /// <param name="transaction">In which it stands, if any.</param>
    /// <param name="cancellationToken">Of the asker.</param>
    public async Task<bool> HoldsAsync(DbConnection asker, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        if (!IsWanted || await AnswerAsync(asker, transaction, cancellationToken))
        {
            return true;
        }

        // Of two who find it lost at once, one takes it and the other finds it taken by us.
        return await TryTakeAsync(cancellationToken) || await AnswerAsync(asker, transaction, cancellationToken);
    }

    public async ValueTask LeaveAsync()
    {
        IsWanted = false;
        if (Interlocked.Exchange(ref _lasting, null) is { } held)
        {
            await held.DisposeAsync();
        }
    }

    private async Task<bool> AnswerAsync(DbConnection asker, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        await using DbCommand ask = asker.CreateCommand();
        (ask.Transaction, ask.CommandText) = (transaction, Question);
        return await ask.ExecuteScalarAsync(cancellationToken) is true;
    }
}
