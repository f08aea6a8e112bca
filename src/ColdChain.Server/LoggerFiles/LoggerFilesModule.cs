using ColdChain.Core.LoggerFiles;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.LoggerFiles;

/// <summary>Files of loggers that people upload: taken over, and kept as evidence.</summary>
public static class LoggerFilesModule
{
    /// <summary>For who has to trust another issuer of loggers' certificates than the one that is inferred.</summary>
    public const string IssuerKeySetting = "LoggerFiles:IssuerKey";

    public static IServiceCollection AddLoggerFiles(
        this IServiceCollection services, string dataDirectory, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        string issuerKey = configuration[IssuerKeySetting] ?? LoggerIssuerKeys.Inferred;
        services.AddSingleton(new EvidenceFolder(dataDirectory));
        services.AddSingleton<LoggerFileStores>();
        services.AddSingleton(provider => new LoggerFileSeal(provider.GetRequiredService<IDataProtectionProvider>(), issuerKey));
        services.AddScoped<LoggerFileDesk>();
        services.AddScoped<IFacilityOfRoute, LoggerFileRoute>();
        return services;
    }

    public static void MapLoggerFiles(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/logger-files/{loggerFile:long}", GetAsync);

    /// <summary>The file as it was uploaded. The access table has checked whose it is.</summary>
    private static async Task<IResult> GetAsync(
        long loggerFile, RecordsDbContext records, EvidenceFolder evidence, CancellationToken cancellationToken)
    {
        LoggerFileEntry? entry = await records.Set<LoggerFileEntry>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == loggerFile, cancellationToken);
        return entry is not null && await evidence.ReadAsync(entry.Sha256, cancellationToken) is { } bytes
            ? Results.File(bytes, "application/octet-stream", entry.FileName)
            : Results.NotFound();
    }
}
