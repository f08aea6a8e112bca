using ColdChain.Server.Audit;
using ColdChain.Server.Running;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Persistence;

/// <summary>Registers the records database and brings its schema up to date.</summary>
public static class PersistenceModule
{
    /// <param name="services">Has the clock.</param>
    /// <param name="options">Checked by the caller.</param>
    /// <param name="configuration">Checked by the caller with <see cref="RecordsConfiguration"/>.</param>
    public static IServiceCollection AddPersistence(
        this IServiceCollection services, ServerOptions options, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(options);
        RecordsOptions records = RecordsConfiguration.Read(configuration, out _);
        services.AddSingleton<IRecordsDatabase>(scope => records.Kind == RecordsKind.PostgreSql
            ? new PostgreSqlRecords(records.Connection)
            : new SqliteRecords(options.RecordsPath, scope.GetRequiredService<TimeProvider>()));
        services.AddAuditTrail();
        services.AddHostedService<RecordsSeatLoop>();
        services.AddDbContext<RecordsDbContext>((scope, builder) =>
        {
            scope.GetRequiredService<IRecordsDatabase>().Use(builder);
            builder.AddInterceptors(scope.GetRequiredService<AuditInterceptor>());
        });
        return services;
    }

    /// <summary>Applies the migrations that are missing.</summary>
    /// <exception cref="RecordsUnfitException">The database is one that we must not use.</exception>
    public static async Task MigrateRecordsAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        await using IAsyncDisposable turn = await scope.ServiceProvider.GetRequiredService<IRecordsDatabase>()
            .PrepareAsync(records, cancellationToken);
        await records.Database.MigrateAsync(cancellationToken);
        await AuditUpgrade.RunAsync(records, cancellationToken);
    }
}
