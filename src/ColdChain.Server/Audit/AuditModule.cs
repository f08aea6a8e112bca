using ColdChain.Server.History;

namespace ColdChain.Server.Audit;

/// <summary>The trail, who is named on it, and what watches over it.</summary>
public static class AuditModule
{
    /// <summary>What no record can be saved without.</summary>
    public static IServiceCollection AddAuditTrail(this IServiceCollection services)
    {
        services.AddSingleton<AuditSignal>();
        services.AddScoped<CurrentActor>();
        services.AddScoped<AuditInterceptor>();
        services.AddScoped<AuditTrail>();
        return services;
    }

    /// <param name="services">Already has persistence and history.</param>
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddScoped<AuditReader>();
        services.AddSingleton<AuditMarks>();
        services.AddSingleton<IAuditMarks>(provider => provider.GetRequiredService<AuditMarks>());
        services.AddHostedService<ConfigurationOnTrailService>();
        services.AddHostedService<AuditAnchorLoop>();
        services.AddHostedService<ServerClockLoop>();
        services.AddHostedService<AgentClockLoop>();
        return services;
    }

    public static void MapAudit(this IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/audit", AuditCsv.GetAsync);
}
