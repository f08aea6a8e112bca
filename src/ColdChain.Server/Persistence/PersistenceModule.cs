using ColdChain.Server.Audit;
using ColdChain.Server.Running;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Persistence;

/// <summary>Registers the records database and brings its schema up to date.</summary>
public static class PersistenceModule
{
    public static IServiceCollection AddPersistence(this IServiceCollection services, ServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string connection = new SqliteConnectionStringBuilder { DataSource = options.RecordsPath, ForeignKeys = true }.ToString();
        services.AddScoped<CurrentActor>();
        services.AddScoped<AuditInterceptor>();
        services.AddScoped<AuditTrail>();
        services.AddDbContext<RecordsDbContext>((scope, builder) => builder
            .UseSqlite(connection)
            .AddInterceptors(new RecordsConnectionInterceptor(), scope.GetRequiredService<AuditInterceptor>()));
        return services;
    }

    /// <summary>Applies the migrations that are missing. WAL is a property of the file, so it is set here once.</summary>
    public static async Task MigrateRecordsAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        using MigrationTurn turn = await MigrationTurn.TakeAsync(
            records.Database.GetDbConnection().DataSource + ".migrating",
            scope.ServiceProvider.GetRequiredService<TimeProvider>(),
            cancellationToken);
        await records.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL;", cancellationToken);
        // The lock that EF left behind when the process before this one was killed while it migrated.
        await records.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\";", cancellationToken);
        await records.Database.MigrateAsync(cancellationToken);
    }
}
