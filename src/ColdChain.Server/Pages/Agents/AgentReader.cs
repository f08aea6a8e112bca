using System.Text.Json;
using ColdChain.Core.Wire;
using ColdChain.Server.Equipment;
using ColdChain.Server.Facilities;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Pages.Agents;

/// <summary>Finds the agents of a reader's facilities.</summary>
public sealed class AgentReader(FacilityScope scope, RecordsDbContext records)
{
    /// <summary>By facility, then by name.</summary>
    public async Task<IReadOnlyList<AgentRow>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await (
            from agent in records.Agents.AsNoTracking()
            join facility in scope.Facilities on agent.FacilityId equals facility.Id
            join report in records.Set<AgentReport>() on agent.Id equals report.AgentId into reports
            from report in reports.DefaultIfEmpty()
            orderby facility.Path, agent.Id
            select new { agent.Id, Facility = facility, Report = report }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new AgentRow(
            row.Id,
            row.Facility,
            row.Report?.ReceivedAt,
            row.Report is { } report ? JsonSerializer.Deserialize(report.Json, WireJson.Default.AgentHealthReport) : null))];
    }
}
