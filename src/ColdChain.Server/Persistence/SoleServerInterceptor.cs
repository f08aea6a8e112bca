using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ColdChain.Server.Persistence;

/// <summary>What is written in one statement, without a transaction, is held against the server's lock as well.</summary>
internal sealed class SoleServerInterceptor(RecordsSeat seat) : DbCommandInterceptor
{
    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await HoldAsync(command, eventData, cancellationToken);
        return result;
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await HoldAsync(command, eventData, cancellationToken);
        return result;
    }

    private async Task HoldAsync(DbCommand command, CommandEventData eventData, CancellationToken cancellationToken)
    {
        bool writes = eventData.CommandSource is CommandSource.SaveChanges or CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete or CommandSource.ExecuteSqlRaw;
        if (writes && command.Transaction is null && seat.IsWanted
            && !await seat.HoldsAsync(command.Connection!, null, cancellationToken))
        {
            throw new RecordsNotOursException();
        }
    }
}
