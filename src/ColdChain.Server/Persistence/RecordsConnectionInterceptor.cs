using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ColdChain.Server.Persistence;

/// <summary>Makes every connection durable and strict: SQLite keeps these settings per connection, not per file.</summary>
internal sealed class RecordsConnectionInterceptor : DbConnectionInterceptor
{
    /// <summary>FULL: a commit is on the disk before anybody is told (G1). Writers wait for each other up to 10 s.</summary>
    private const string Settings = "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 10000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = Settings;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
