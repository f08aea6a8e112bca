using System.Data.Common;
using System.Text.Json;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Server.Equipment;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Ingest;

/// <summary>Keeps what agents last said of themselves. Never in the way of readings: a report that is lost comes again.</summary>
public sealed class AgentReportDesk(IServiceScopeFactory scopes, ILogger<AgentReportDesk> log)
{
    public async Task KeepAsync(AgentId agent, AgentHealthReport report, Instant now, CancellationToken cancellationToken)
    {
        string json = JsonSerializer.Serialize(report, WireJson.Default.AgentHealthReport);
        try
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
            AgentReport? kept = await records.Set<AgentReport>().FindAsync([agent], cancellationToken);
            if (kept is null)
            {
                records.Add(new AgentReport { AgentId = agent, ReceivedAt = now, Json = json });
            }
            else
            {
                kept.ReceivedAt = now;
                kept.Json = json;
            }

            await records.SaveChangesAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException)
        {
            log.LogWarning("What {Agent} says of itself could not be kept: {Reason}", agent, fault.Message);
        }
    }
}
