using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Observing;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Server.History;
using ColdChain.Server.Monitoring;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Inspection;

/// <summary>What cannot be taken as it stands of a unit's readings: the findings on record, and what its agent said.</summary>
/// <remarks>Knows no person: callers check scope. Silences have a list of their own.</remarks>
public sealed class ObservationReader(RecordsDbContext records, IAgentEventLog eventLog)
{
    /// <summary>Of the newest so many events of all agents: the log has no index by unit.</summary>
    private const int LookedAt = 10_000;

    /// <summary>As many as a person reads.</summary>
    private const int MostEvents = 50;

    /// <summary>Newest first.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="during">Must have an end.</param>
    /// <param name="series">Its readings: a fault ends with the next of them (EX-23).</param>
    /// <param name="profile">Of the unit.</param>
    /// <param name="cancellationToken">The reader went away.</param>
    public async Task<IReadOnlyList<ObservationFinding>> FindAsync(
        StorageUnitId unit, TimeRange during, IReadOnlyList<UnitSeries> series, StorageProfile profile, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(series);
        (Instant start, Instant end) = (during.Start, during.End ?? throw new ArgumentException("Asked for without an end.", nameof(during)));
        List<ObservationEntry> entries = await records.Set<ObservationEntry>().AsNoTracking()
            .Where(entry => entry.StorageUnitId == unit && entry.RetractedAt == null)
            .Where(entry => entry.StartedAt < end && (entry.EndedAt == null || entry.EndedAt >= start))
            .ToListAsync(cancellationToken);
        IReadOnlyList<AgentEvent> events = await eventLog.ListAsync(during, LookedAt, cancellationToken);
        return
        [
            .. entries.Select(entry => entry.ToFinding())
                .Concat(Faults(events, series, profile, end))
                .Concat(Power(events, unit, series, (profile, end)))
                .OrderByDescending(finding => finding.StartedAt)
                .ThenBy(finding => finding.Kind),
        ];
    }

    /// <summary>Power, doors, clocks and the like that name this unit or one of its sensors; newest first.</summary>
    public async Task<IReadOnlyList<AgentEvent>> EventsAsync(
        StorageUnitId id, TimeRange during, CancellationToken cancellationToken)
    {
        string unit = id.ToString();
        IReadOnlyList<AgentEvent> all = await eventLog.ListAsync(during, LookedAt, cancellationToken);
        return
        [
            .. all.Where(one => one.Unit == unit || one.Sensor?.StartsWith(unit + "/", StringComparison.Ordinal) == true)
                .Take(MostEvents),
        ];
    }

    /// <summary>EX-23. From the agent's word until the next reading.</summary>
    private static IEnumerable<ObservationFinding> Faults(
        IReadOnlyList<AgentEvent> events, IReadOnlyList<UnitSeries> series, StorageProfile profile, Instant now)
    {
        ILookup<string?, AgentEvent> faulty = events.Where(one => one.Kind is WireEventKinds.SensorFault or WireEventKinds.LoggerFault).ToLookup(one => one.Sensor);
        foreach (IGrouping<SensorId, UnitSeries> sensor in series.GroupBy(one => one.Point.SensorId))
        {
            FaultSeen[] faults =
            [
                .. faulty[sensor.Key.ToString()].OrderBy(one => one.At)
                    .Select(one => new FaultSeen(sensor.Key, one.At, FaultIn(one.Detail))),
            ];
            if (faults.Length == 0)
            {
                continue;
            }

            Reading[] readings = [.. sensor.SelectMany(one => one.Readings).OrderBy(reading => reading.MeasuredAt)];
            foreach (ObservationFinding finding in Observation.Over(new ObservedSeries(readings) { Faults = faults }, profile, now)
                .Where(finding => finding.Kind == ObservationKind.SensorFault))
            {
                yield return finding;
            }
        }
    }

    /// <summary>EX-28. A device that says whether it has power names its sensor; it speaks for the unit that it sits in.</summary>
    private static IEnumerable<ObservationFinding> Power(
        IReadOnlyList<AgentEvent> events, StorageUnitId unit, IReadOnlyList<UnitSeries> series, (StorageProfile Profile, Instant Now) over)
    {
        string name = unit.ToString();
        HashSet<string> sensors = [.. series.Select(one => one.Point.SensorId.ToString())];
        PowerChange[] changes =
        [
            .. events.Where(one => (one.Unit == name || (one.Unit is null && one.Sensor is { } sensor && sensors.Contains(sensor))) && one.Kind is (WireEventKinds.PowerLost or WireEventKinds.PowerBack))
                .OrderBy(one => one.At)
                .Select(one => new PowerChange(one.At, one.Kind == WireEventKinds.PowerBack)),
        ];
        return Observation.Over(new ObservedSeries([]) { Power = changes }, over.Profile, over.Now);
    }

    /// <summary>The agent writes the kind of fault first, and then what it saw.</summary>
    private static SensorFault FaultIn(string? detail) =>
        Enum.TryParse(detail?.Split(':')[0], out SensorFault fault) && Enum.IsDefined(fault) ? fault : SensorFault.DeviceError;
}
