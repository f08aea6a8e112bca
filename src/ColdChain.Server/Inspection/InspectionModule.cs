using ColdChain.Server.Signing;

namespace ColdChain.Server.Inspection;

/// <summary>Hand readings, the month of a unit, and inspectors' reviews.</summary>
public static class InspectionModule
{
    public static IServiceCollection AddInspection(this IServiceCollection services)
    {
        services.AddScoped<UnitReadings>();
        services.AddScoped<LoggerDays>();
        services.AddScoped<UnitForecasts>();
        services.AddScoped<ObservationReader>();
        services.AddScoped<AutomaticValues>();
        services.AddScoped<SignatureDesk>();
        services.AddScoped<SignatureBook>();
        services.AddScoped<HandReadingDesk>();
        services.AddScoped<MonthSources>();
        services.AddScoped<MonthSheetReader>();
        services.AddScoped<WhatIfReader>();
        return services;
    }

    public static void MapInspection(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/months/{month}/{*unit}", MonthCsv.GetAsync);
        routes.MapPost("/month-reviews/{month}/{*unit}", MonthReviewEndpoint.PostAsync);
    }
}
