using ColdChain.Server.History;
using ColdChain.Server.People;

using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ColdChain.Server.Monitoring;

/// <summary>Finds excursions in what arrives, and sensors of which nothing arrives.</summary>
public static class MonitoringModule
{
    public static IServiceCollection AddMonitoring(this IServiceCollection services)
    {
        services.AddSingleton<MonitoringMetrics>();
        services.AddSingleton(provider => new SpanReadings(provider.GetRequiredService<IReadingHistory>()));
        services.AddSingleton<SensorJudge>();
        services.AddSingleton<ExcursionMonitor>();
        services.AddSingleton<IDueSweep>(provider => provider.GetRequiredService<ExcursionMonitor>());
        services.AddSingleton<IDueSweep, SilenceSweep>();
        // In this order: what wakes people is written first.
        services.AddSingleton<ISpanJudge>(provider => provider.GetRequiredService<ExcursionMonitor>());
        services.AddSingleton<ObservationJudge>();
        services.AddSingleton<ISpanJudge, ObservationMonitor>();
        services.AddSingleton<SpanJudges>();
        services.AddSingleton<MonitoringLoop>();
        services.AddHostedService(provider => provider.GetRequiredService<MonitoringLoop>());
        services.AddScoped<IFacilityOfRoute, ExcursionRoute>();
        services.AddHealthChecks().AddCheck<JudgingHealthCheck>("monitoring");
        return services;
    }

    public static IEndpointRouteBuilder MapMonitoring(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/readings/{*unit}", ReadingsEndpoint.AnswerAsync);
        routes.MapGet("/api/v1/reduced-readings/{*unit}", ReadingsEndpoint.ReduceAsync);
        return routes;
    }

    private sealed class JudgingHealthCheck(MonitoringMetrics metrics) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) =>
            Task.FromResult(metrics.Trouble is { } trouble
                ? HealthCheckResult.Unhealthy(trouble)
                : HealthCheckResult.Healthy($"{metrics.OpenExcursions} excursions go on, {metrics.SilentSensors} sensors are silent"));
    }
}
