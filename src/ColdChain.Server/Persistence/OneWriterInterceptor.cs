using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ColdChain.Server.Persistence;

/// <summary>One transaction writes at a time, as in SQLite: what it read before it wrote is still so when it commits.</summary>
/// <remarks>
/// A county writes a few records a second, so waiting costs nothing, and rules that look before they write (a slot that is
/// taken, the head of the audit trail) hold on both databases by the same code. A server whose own lock was lost writes nothing.
/// </remarks>
internal sealed class OneWriterInterceptor(RecordsSeat seat) : DbTransactionInterceptor
{
    private static readonly string Take = $"SELECT pg_advisory_xact_lock({PostgreSqlRecords.LockSpace}, {PostgreSqlRecords.WriterLock})";

    /// <summary>Nobody writes so; if somebody did, the lock of the server is not asked for.</summary>
    public override DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        using DbCommand command = CommandOf(connection, result);
        command.ExecuteNonQuery();
        return result;
    }

    public override async ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        await using (DbCommand command = CommandOf(connection, result))
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        if (await seat.HoldsAsync(connection, result, cancellationToken))
        {
            return result;
        }

        await result.DisposeAsync();
        throw new RecordsNotOursException();
    }

    private static DbCommand CommandOf(DbConnection connection, DbTransaction transaction)
    {
        DbCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = Take;
        return command;
    }
}
