using ColdChain.Server.Ingest;
using ColdChain.Server.Persistence;
using ColdChain.Server.Running;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Audit;

/// <summary>Puts on the trail what was noticed about agents' clocks; beside ingest, which waits for nothing here.</summary>
/// <remarks>The event itself is stored with the agent's readings: what a crash takes from here is still there.</remarks>
internal sealed class AgentClockLoop(
    IServiceScopeFactory scopes, ClockWatch clocks, TimeProvider clock, ILogger<AgentClockLoop> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Enduring.RunAsync(NoteAsync, clock, log, stoppingToken);

    private async Task NoteAsync(CancellationToken stoppingToken)
    {
        await foreach (AgentClockNotice notice in clocks.Notices.ReadAllAsync(stoppingToken))
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
            try
            {
                await scope.ServiceProvider.GetRequiredService<AuditTrail>().AppendAsync(
                    new AuditAct(AuditActions.ClockChange, "agent", notice.Agent.ToString())
                    {
                        FacilityId = await records.Agents.Where(agent => agent.Id == notice.Agent)
                            .Select(agent => (Core.Identity.FacilityId?)agent.FacilityId).FirstOrDefaultAsync(stoppingToken),
                        NewValues = AuditValues.Write(new Dictionary<string, string?> { ["Kind"] = notice.Kind }),
                        Reason = notice.Detail,
                    },
                    stoppingToken);
            }
            catch (Exception fault) when (RecordsFault.Is(fault))
            {
                log.LogError("What was noticed about the clock of {Agent} could not be put on the audit trail: {Reason}", notice.Agent, fault.Message);
            }
        }
    }
}
