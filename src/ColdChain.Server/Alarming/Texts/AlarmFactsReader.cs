using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.Facilities;
using ColdChain.Server.History;
using ColdChain.Server.Inspection;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Alarming.Texts;

/// <summary>Gathers what the text of an alarm says from the records, the history and the stock.</summary>
public sealed class AlarmFactsReader(
    RecordsDbContext records, IReadingHistory history, IStockReader stock, UnitForecasts forecasts, TimeProvider clock)
{
    public async Task<AlarmFacts> OfAsync(Alarm alarm, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(alarm);
        Instant now = clock.GetCurrentInstant();
        AlarmRule? rule = StandardProfiles.All.SelectMany(profile => profile.AlarmRules)
            .FirstOrDefault(candidate => candidate.Id == alarm.RuleId && candidate.Limit.Side == alarm.Side);
        IReadOnlyDictionary<SensorId, StoredReading> latest = await history.LatestAsync([alarm.SensorId], cancellationToken);
        bool isKnown = latest.TryGetValue(alarm.SensorId, out StoredReading newest);
        return new AlarmFacts
        {
            Place = await PlaceAsync(alarm.StorageUnitId, cancellationToken),
            Side = alarm.Side,
            Limit = alarm.Limit,
            StartedAt = alarm.StartedAt,
            Peak = alarm.Peak,
            Latest = isKnown ? newest.Value : null,
            Rule = rule,
            Stock = await stock.AtAsync(alarm.StorageUnitId, now, cancellationToken),
            Forecast = alarm.Side == LimitSide.High && alarm.State.IsOutOfRange
                ? await forecasts.OfSensorAsync(await UnitAsync(alarm.StorageUnitId, cancellationToken), alarm.SensorId, now, cancellationToken)
                : null,
            Now = now,
        };
    }

    public async Task<PlaceNames> PlaceAsync(StorageUnitId unitId, CancellationToken cancellationToken)
    {
        StorageUnit unit = await UnitAsync(unitId, cancellationToken);
        Facility facility = await records.Facilities.AsNoTracking()
            .SingleAsync(candidate => candidate.Id == unit.FacilityId, cancellationToken);
        return new PlaceNames(
            unit.NameZh, unit.NameEn, facility.NameZh, facility.NameEn, TimeZoneInfo.FindSystemTimeZoneById(facility.TimeZone));
    }

    private Task<StorageUnit> UnitAsync(StorageUnitId unitId, CancellationToken cancellationToken) =>
        records.StorageUnits.AsNoTracking().SingleAsync(candidate => candidate.Id == unitId, cancellationToken);
}
