using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace ColdChain.Server.Persistence;

/// <summary>The records in a database of PostgreSQL.</summary>
/// <remarks>
/// Text is compared and ordered by its code points, as SQLite does it: a database with another order is refused, since a
/// list would then be cut into pages otherwise than it was read.
/// </remarks>
internal sealed class PostgreSqlRecords(string connection) : IRecordsDatabase
{
    /// <summary>Any numbers will do that nobody else's program uses in our database: "CC", then what for.</summary>
    internal const int LockSpace = 0x4343;

    internal const int MigrationLock = 1;

    internal const int WriterLock = 2;

    internal const int ServerLock = 3;

    private const int LeastVersion = 15;

    private const string OfIcu = "i";

    private const string Questions = """
        SELECT current_setting('server_version_num')::int, datcollate, datlocprovider::text, pg_encoding_to_char(encoding),
               current_setting('synchronous_commit'), current_setting('fsync')
          FROM pg_database WHERE datname = current_database()
        """;

    private static readonly string[] ByCodePoints = ["C", "POSIX", "C.UTF-8", "C.utf8"];

    private readonly RecordsSeat _seat = new(connection);

    public void Use(DbContextOptionsBuilder builder) =>
        builder.UseNpgsql(connection).AddInterceptors(new OneWriterInterceptor(_seat), new SoleServerInterceptor(_seat));

    public async Task<IAsyncDisposable> PrepareAsync(RecordsDbContext records, CancellationToken cancellationToken)
    {
        NpgsqlConnection turn = new(connection);
        try
        {
            await turn.OpenAsync(cancellationToken);
            await HoldFitAsync(turn, cancellationToken);
            await using NpgsqlCommand take = new($"SELECT pg_advisory_lock({LockSpace}, {MigrationLock})", turn) { CommandTimeout = 0 };
            await take.ExecuteNonQueryAsync(cancellationToken);
            // Else the first migration of all is preceded by an error in the log, which is none.
            await records.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellationToken);
            return new Turn(turn);
        }
        catch
        {
            await turn.DisposeAsync();
            throw;
        }
    }

    public async Task<IAsyncDisposable?> TryBeAloneAsync(CancellationToken cancellationToken) =>
        await _seat.TryTakeAsync(cancellationToken) ? new Alone(_seat) : null;

    public bool NeedsWatch => _seat.IsWanted;

    public async Task<bool> IsAloneAsync(CancellationToken cancellationToken)
    {
        await using NpgsqlConnection asker = new(connection);
        await asker.OpenAsync(cancellationToken);
        return await _seat.HoldsAsync(asker, null, cancellationToken);
    }

    private static async Task HoldFitAsync(NpgsqlConnection database, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand ask = new(Questions, database);
        await using NpgsqlDataReader answer = await ask.ExecuteReaderAsync(cancellationToken);
        await answer.ReadAsync(cancellationToken);
        int version = answer.GetInt32(0) / 10_000;
        (string order, string provider, string encoding) = (answer.GetString(1), answer.GetString(2), answer.GetString(3));
        string? unfit = null;
        if (version < LeastVersion)
        {
            unfit = string.Create(CultureInfo.InvariantCulture, $"it is of PostgreSQL {version}; {LeastVersion} or later is needed");
        }
        else if (provider == OfIcu || !ByCodePoints.Contains(order) || encoding != "UTF8")
        {
            unfit = $"its text is in the order of {(provider == OfIcu ? "ICU" : order)} and encoded as {encoding}; make one with: CREATE DATABASE coldchain TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'";
        }
        else if (answer.GetString(4) == "off" || answer.GetString(5) == "off")
        {
            unfit = "fsync or synchronous_commit is off, so that what we call stored could be lost with the power; set both to on";
        }

        if (unfit is not null)
        {
            throw new RecordsUnfitException($"The records cannot be kept in the database '{database.Database}' of {database.Host}: {unfit}.");
        }
    }

    private sealed class Alone(RecordsSeat seat) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => seat.LeaveAsync();
    }

    private sealed class Turn(NpgsqlConnection held) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (NpgsqlCommand give = new($"SELECT pg_advisory_unlock({LockSpace}, {MigrationLock})", held))
            {
                await give.ExecuteNonQueryAsync();
            }

            await held.DisposeAsync();
        }
    }
}
