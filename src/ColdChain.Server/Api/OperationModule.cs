using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ColdChain.Server.Api;

/// <summary>What those who run the server look at: health, metrics, and the description of the API.</summary>
public static class OperationModule
{
    public static IServiceCollection AddOperation(this IServiceCollection services)
    {
        services.AddSingleton<MetricsText>();
        services.AddOpenApi(options => options.ShouldInclude = route =>
            route.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true);
        services.AddProblemDetails();
        services.AddHealthChecks().AddCheck<RecordsHealthCheck>("records");
        return services;
    }

    public static IEndpointRouteBuilder MapOperation(this IEndpointRouteBuilder routes)
    {
        // It counts from now on, not from the first time that somebody looks.
        routes.ServiceProvider.GetRequiredService<MetricsText>();
        routes.MapHealthChecks("/healthz");
        routes.MapGet("/metrics", (MetricsText metrics) => Results.Text(metrics.Write(), "text/plain; version=0.0.4"));
        routes.MapOpenApi();
        return routes;
    }

    private sealed class RecordsHealthCheck(RecordsDbContext records) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
        {
            int facilities = await records.Facilities.CountAsync(cancellationToken);
            return HealthCheckResult.Healthy($"{facilities} facilities");
        }
    }
}
