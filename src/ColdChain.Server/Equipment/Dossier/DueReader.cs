using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Time;
using ColdChain.Server.Facilities;
using ColdChain.Server.People;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Equipment.Dossier;

/// <summary>Says of everything in the reader's scope that is in use when it has to be calibrated or validated again.</summary>
public sealed class DueReader(FacilityScope scope, RecordsDbContext records, TimeProvider clock)
{
    /// <summary>One line for each sensor that sits in a unit, one for each unit whose last validation names a day; nearest first.</summary>
    public Task<IReadOnlyList<DueLine>> ReadAsync(CancellationToken cancellationToken) =>
        ReadAsync(records, (scope.StorageUnits, scope.Facilities), clock.GetCurrentInstant(), cancellationToken);

    /// <summary>The same of these units; their facilities are among those given.</summary>
    internal static async Task<IReadOnlyList<DueLine>> ReadAsync(
        RecordsDbContext records,
        (IQueryable<StorageUnit> StorageUnits, IQueryable<Facility> Facilities) of,
        Instant now,
        CancellationToken cancellationToken)
    {
        Dictionary<StorageUnitId, StorageUnit> units = await of.StorageUnits.AsNoTracking()
            .Where(unit => unit.IsInUse)
            .ToDictionaryAsync(unit => unit.Id, cancellationToken);
        Dictionary<FacilityId, Facility> facilities =
            await of.Facilities.AsNoTracking().ToDictionaryAsync(facility => facility.Id, cancellationToken);
        List<MeasuringPoint> points = await records.MeasuringPoints.AsNoTracking()
            .Where(point => point.RemovedAt == null)
            .ToListAsync(cancellationToken);
        List<DossierEntry> papers = await records.Set<DossierEntry>().AsNoTracking()
            .Where(entry => entry.Kind != DossierEntryKind.Repair
                && !records.Set<DossierNote>().Any(note => note.IsVoid && note.DossierEntryId == entry.Id))
            .ToListAsync(cancellationToken);
        Dictionary<SensorId, DossierEntry> certificates = Latest(papers.Where(entry => entry.SensorId is not null), entry => entry.SensorId!.Value);
        Dictionary<StorageUnitId, DossierEntry> validations =
            Latest(papers.Where(entry => entry is Validation { DueOn: not null }), entry => entry.StorageUnitId!.Value);
        IEnumerable<DueLine> ofSensors = points.Where(point => units.ContainsKey(point.StorageUnitId)).Select(point =>
            Line(units[point.StorageUnitId], point.SensorId, certificates.GetValueOrDefault(point.SensorId)?.DueOn));
        IEnumerable<DueLine> ofUnits = units.Values.Where(unit => validations.ContainsKey(unit.Id)).Select(unit =>
            Line(unit, null, validations[unit.Id].DueOn));
        return
        [
            .. ofSensors.Concat(ofUnits)
                .OrderBy(line => line.DueOn is null)
                .ThenBy(line => line.DueOn)
                .ThenBy(line => line.Facility.Path, StringComparer.Ordinal)
                .ThenBy(line => line.Unit.Id.ToString(), StringComparer.Ordinal),
        ];

        DueLine Line(StorageUnit unit, SensorId? sensor, DateOnly? dueOn)
        {
            Facility facility = facilities[unit.FacilityId];
            DateOnly today = LocalDays.At(now, TimeZoneInfo.FindSystemTimeZoneById(facility.TimeZone));
            DossierEntryKind kind = sensor is null ? DossierEntryKind.Validation : DossierEntryKind.Calibration;
            return new DueLine(facility, unit, sensor, kind, dueOn) { Step = DueSteps.Of(dueOn, today) };
        }
    }

    /// <summary>The newest by the day on which it was done; of one day, the one that was entered last.</summary>
    private static Dictionary<TKey, DossierEntry> Latest<TKey>(IEnumerable<DossierEntry> papers, Func<DossierEntry, TKey> keyOf)
        where TKey : notnull =>
        papers.GroupBy(keyOf).ToDictionary(group => group.Key, group => group.OrderBy(entry => entry.DoneOn).ThenBy(entry => entry.Id).Last());
}
