using ColdChain.Server.Inspection;
using ColdChain.Server.Pages.Agents;
using ColdChain.Server.Pages.Excursions;
using ColdChain.Server.Pages.Overview;
using ColdChain.Server.Pages.Units;

namespace ColdChain.Server.Pages;

/// <summary>What the pages need to read, and their live events and drawings.</summary>
public static class PagesModule
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddSingleton<GlanceCache>();
        services.AddScoped<UnitGlances>();
        services.AddScoped<OverviewReader>();
        services.AddScoped<UnitPageReader>();
        services.AddScoped<ExcursionReader>();
        services.AddScoped<ExposureReader>();
        services.AddScoped<AgentReader>();
        return services;
    }

    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/events/overview", OverviewEvents.Stream);
        routes.MapGet("/api/v1/charts/{*unit}", ChartEndpoint.GetAsync);
    }
}
