namespace ColdChain.Server.Integrity;

/// <summary>How the daily root leaves the house; checking it is done by verbs, without a server.</summary>
public static class IntegrityModule
{
    public static IServiceCollection AddIntegrity(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton<NewestRoot>();
        services.AddSingleton<RootTelling>();
        return services;
    }
}
