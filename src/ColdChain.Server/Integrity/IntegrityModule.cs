namespace ColdChain.Server.Integrity;

/// <summary>How the daily root leaves the house; checking it is done by verbs, without a server.</summary>
public static class IntegrityModule
{
    /// <param name="services">Where it is registered.</param>
    /// <param name="dataDirectory">Where it is noted what was mailed.</param>
    /// <param name="configuration">Its section <c>Integrity</c>, checked by the caller.</param>
    public static IServiceCollection AddIntegrity(
        this IServiceCollection services, string dataDirectory, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton<NewestRoot>();
        services.AddSingleton<RootTelling>();
        services.AddSingleton(IntegrityConfiguration.Read(configuration, out _));
        services.AddSingleton(new MailedRoots(Path.Combine(dataDirectory, MailedRoots.FileName)));
        services.AddSingleton<RootMailer>();
        services.AddHostedService<RootMailLoop>();
        services.AddHostedService<HistoryScrubLoop>();
        return services;
    }
}
