using ColdChain.Server.Monitoring;
using ColdChain.Server.Pages.Lots;
using ColdChain.Server.People;
using ColdChain.Server.Traceability.Papers;

namespace ColdChain.Server.Traceability;

/// <summary>Lots: papers in, stock and custody out.</summary>
public static class TraceabilityModule
{
    public static IServiceCollection AddTraceability(this IServiceCollection services)
    {
        services.AddScoped<StockInside>();
        services.AddSingleton<IStockKnowledge, FreezeSensitiveStockBook>();
        services.AddScoped<ExposureOfLot>();
        services.AddScoped<MovementImport>();
        services.AddScoped<LotsInScope>();
        services.AddScoped<IFacilityOfRoute, LotRoute>();
        services.AddScoped<LotNamesReader>();
        services.AddScoped<LotPageReader>();
        return services;
    }

    public static IEndpointRouteBuilder MapTraceability(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(MovementsApi.Pattern, MovementsApi.EnterAsync)
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(PaperSheet.MostBytes));
        routes.MapGet(MovementsApi.Pattern, MovementsApi.ListAsync);
        return routes;
    }
}
