using ColdChain.Core.Integrity;
using ColdChain.Server.History.Embedded;
using ColdChain.Server.History.Influx;

namespace ColdChain.Server.History;

/// <summary>The time series of the server: which implementation, and where its file is.</summary>
public static class HistoryModule
{
    /// <param name="services">Where it is registered.</param>
    /// <param name="dataDirectory">Of history.db, which both implementations have.</param>
    /// <param name="configuration">Its section <c>History</c>, checked by the caller.</param>
    public static IServiceCollection AddHistory(
        this IServiceCollection services, string dataDirectory, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        HistoryOptions options = HistoryConfiguration.Read(configuration, out _);
        services.AddSingleton(new HistoryFile(Path.Combine(dataDirectory, HistoryFile.FileName), DayCalendar.China));
        services.AddSingleton<HistoryWriter>();
        services.AddSingleton(provider => provider.GetRequiredService<HistoryWriter>().Memory);
        services.AddSingleton<ReadSessions>();
        services.AddSingleton<HistorySealer>();
        services.AddSingleton(new SigningKeyFile(Path.Combine(dataDirectory, SigningKeyFile.FileName)));
        services.AddSingleton<RootMaker>();
        services.AddSingleton<HistoryBinder>();
        services.AddSingleton<FinishedDays>();
        services.AddHostedService<SealingLoop>();
        services.AddSingleton<HomeComing>();
        services.AddSingleton<IReadingHistory, EmbeddedHistory>();
        services.AddSingleton<IDailyExtremes, EmbeddedDailyExtremes>();
        services.AddSingleton<IUnjudgedReadings, EmbeddedUnjudged>();
        services.AddSingleton<IQuarantine, EmbeddedQuarantine>();
        services.AddSingleton<IAgentEventLog, EmbeddedEventLog>();
        return options.Kind == HistoryKind.Influxdb ? services.AddInflux(options.Influx) : services;
    }

    private static IServiceCollection AddInflux(this IServiceCollection services, InfluxOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(provider => InfluxClients.Create(options, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new InfluxReadings(
            provider.GetRequiredService<IInfluxClient>(), provider.GetRequiredService<HistoryMemory>().Calendar, options.LinesPerWrite));
        services.AddSingleton<InfluxHome>();
        services.AddSingleton<IAwayDays>(provider => provider.GetRequiredService<InfluxHome>());
        services.AddSingleton<InfluxMirror>();
        services.AddHostedService<InfluxMirrorLoop>();
        return services;
    }
}
