using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Server.Equipment;
using ColdChain.Server.Facilities;
using ColdChain.Server.History;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Alarming.Edge;

/// <summary>Reads what the agent of a clinic did by itself while an alarm's unit was out of range.</summary>
/// <remarks>
/// Only of agents that serve the unit's facility: an event names any unit that it likes, and nobody may answer for the fridges
/// of others. An event that came twice after a crash counts once.
/// </remarks>
public sealed class EdgeAnswers(RecordsDbContext records, EquipmentDirectory directory, IAgentEventLog events, TimeProvider clock)
{
    private const string Kinds = "local-alarm-";

    /// <summary>Of one alarm; what is beyond it is a clinic that plays with its buttons.</summary>
    private const int Most = 200;

    /// <summary>The local alarm may end a little later than the server's: it waits for its own readings.</summary>
    private static readonly TimeSpan Afterwards = TimeSpan.FromHours(1);

    /// <summary>In the order of time.</summary>
    public async Task<IReadOnlyList<EdgeMoment>> OfAsync(Alarm alarm, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(alarm);
        Instant until = (alarm.BackInRangeAt ?? clock.GetCurrentInstant()) + Afterwards;
        IReadOnlyList<AgentEvent> found = await events.OfUnitAsync(
            alarm.StorageUnitId, Kinds, new TimeRange(alarm.StartedAt, until), Most, cancellationToken);
        if (found.Count == 0)
        {
            return [];
        }

        EquipmentPlan plan = await directory.PlanAsync(cancellationToken);
        string path = await records.Set<Facility>().AsNoTracking()
            .Where(facility => facility.Id == alarm.FacilityId)
            .Select(facility => facility.Path)
            .SingleAsync(cancellationToken);
        return
        [
            .. found
                .Where(one => Serves(plan, one.Agent, path))
                .DistinctBy(one => (one.Agent, one.Kind, one.At))
                .Select(Read)
                .OfType<EdgeMoment>(),
        ];
    }

    private static bool Serves(EquipmentPlan plan, AgentId agent, string facilityPath) =>
        plan.Agents.TryGetValue(agent, out RegisteredAgent? known)
        && facilityPath.StartsWith(known.FacilityPath, StringComparison.Ordinal);

    private static EdgeMoment? Read(AgentEvent one)
    {
        string detail = one.Detail ?? string.Empty;
        int colon = detail.IndexOf(": ", StringComparison.Ordinal);
        (string word, string rest) = colon < 0 ? (string.Empty, detail) : (detail[..colon], detail[(colon + 2)..]);
        return one.Kind switch
        {
            WireEventKinds.LocalAlarmRaised => new EdgeMoment(
                word == "silence" ? EdgeMomentKind.SilenceRaised : EdgeMomentKind.Raised, one.At, string.Empty, EdgeWay.Other),
            WireEventKinds.LocalAlarmAcknowledged => new EdgeMoment(EdgeMomentKind.Acknowledged, one.At, rest, WayOf(word)),
            WireEventKinds.LocalAlarmOver => new EdgeMoment(EdgeMomentKind.Over, one.At, string.Empty, EdgeWay.Other),
            _ => null,
        };
    }

    private static EdgeWay WayOf(string word) => word switch
    {
        "page" => EdgeWay.Page,
        "command" => EdgeWay.Command,
        "sms" => EdgeWay.Sms,
        "call" => EdgeWay.Call,
        _ => EdgeWay.Other,
    };
}
