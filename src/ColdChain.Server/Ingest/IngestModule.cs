using ColdChain.Server.Audit;
using ColdChain.Server.Equipment;

namespace ColdChain.Server.Ingest;

/// <summary>Where agents deliver, and where what could not be admitted is seen to.</summary>
public static class IngestModule
{
    public static IServiceCollection AddIngest(this IServiceCollection services)
    {
        services.AddSingleton<EquipmentDirectory>();
        services.AddSingleton<InFlightLimit>();
        services.AddSingleton(provider => new RetryAppointments(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping));
        services.AddSingleton<IngestGate>();
        services.AddSingleton<ClockWatch>();
        services.AddSingleton<IngestMetrics>();
        services.AddSingleton<AgentReportDesk>();
        services.AddSingleton<IngestDesk>();
        services.AddSingleton<BatchEndpoint>();
        services.AddSingleton<AgentUnits>();
        services.AddSingleton<ProfileEndpoint>();
        services.AddScoped<QuarantineEndpoints>();
        return services;
    }

    public static IEndpointRouteBuilder MapIngest(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(
            "/api/v1/agents/{agentId}/batches",
            (string agentId, HttpContext http, BatchEndpoint endpoint) => endpoint.AnswerAsync(agentId, http))
            // Who is in no session and fills in no form is asked for the key alone (AgentDoor): of thousands that wait for their turn, each holds less.
            .ShortCircuit();
        routes.MapGet(
            "/api/v1/agents/{agentId}/profile",
            (string agentId, HttpContext http, ProfileEndpoint endpoint) => endpoint.AnswerAsync(agentId, http));
        routes.MapGet(
            "/api/v1/quarantine",
            (long? after, QuarantineEndpoints endpoints, CancellationToken token) => endpoints.ListAsync(after, token));
        routes.MapPost(
            "/api/v1/quarantine/admit",
            (AdmitRequest request, QuarantineEndpoints endpoints, CurrentActor actor, CancellationToken token) =>
            {
                actor.Reason = request.Reason;
                return endpoints.AdmitAsync(request, token);
            });
        return routes;
    }
}
