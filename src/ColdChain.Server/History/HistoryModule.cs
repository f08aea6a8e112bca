using ColdChain.Core.Integrity;
using ColdChain.Server.History.Embedded;

namespace ColdChain.Server.History;

/// <summary>The time series of the server: which implementation, and where its file is.</summary>
public static class HistoryModule
{
    public static IServiceCollection AddHistory(this IServiceCollection services, string dataDirectory)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton(new HistoryFile(Path.Combine(dataDirectory, HistoryFile.FileName), DayCalendar.China));
        services.AddSingleton<HistoryWriter>();
        services.AddSingleton(provider => provider.GetRequiredService<HistoryWriter>().Memory);
        services.AddSingleton<ReadSessions>();
        services.AddSingleton<HistorySealer>();
        services.AddSingleton(new SigningKeyFile(Path.Combine(dataDirectory, SigningKeyFile.FileName)));
        services.AddSingleton<RootMaker>();
        services.AddHostedService<SealingLoop>();
        services.AddSingleton<UnjudgedSignal>();
        services.AddSingleton<IReadingHistory, EmbeddedHistory>();
        services.AddSingleton<IDailyExtremes, EmbeddedDailyExtremes>();
        services.AddSingleton<IUnjudgedReadings, EmbeddedUnjudged>();
        services.AddSingleton<IQuarantine, EmbeddedQuarantine>();
        services.AddSingleton<IAgentEventLog, EmbeddedEventLog>();
        return services;
    }
}
