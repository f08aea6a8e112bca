using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Server.Alarming.Contacts;
using ColdChain.Server.Equipment;
using ColdChain.Server.Monitoring;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Ingest;

/// <summary>Gathers what an agent must know of the units that its sensors sit in: nothing of other facilities.</summary>
internal sealed class AgentUnits(IServiceScopeFactory scopes, IStockKnowledge stock)
{
    /// <summary>Without version and time, which are the caller's.</summary>
    public async Task<ProfileReply> OfAsync(EquipmentPlan plan, RegisteredAgent agent, Instant now, CancellationToken cancellationToken)
    {
        Placement[][] placed =
        [
            .. plan.PlacementsInUnit
                .SelectMany(unit => unit)
                .Where(placement => placement.During.Contains(now) && IsServed(plan, agent, placement))
                .GroupBy(placement => placement.StorageUnitId)
                .OrderBy(unit => unit.Key.ToString(), StringComparer.Ordinal)
                .Select(unit => unit.OrderBy(placement => placement.SensorId.ToString(), StringComparer.Ordinal).ToArray()),
        ];
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        StorageUnitId[] ids = [.. placed.Select(unit => unit[0].StorageUnitId)];
        Dictionary<StorageUnitId, StorageUnit> known = await records.StorageUnits.AsNoTracking()
            .Where(unit => ids.Contains(unit.Id))
            .ToDictionaryAsync(unit => unit.Id, cancellationToken);
        List<UnitProfile> units = [];
        foreach (Placement[] unit in placed.Where(unit => known.ContainsKey(unit[0].StorageUnitId)))
        {
            FreezeSensitiveStock inside = await stock.FreezeSensitiveInAsync(unit[0].StorageUnitId, cancellationToken);
            units.Add(Of(known[unit[0].StorageUnitId], unit, WordOf(inside, now)));
        }

        return new ProfileReply
        {
            Version = string.Empty,
            ServerTime = 0,
            Units = units,
            Contacts = await ContactsAsync(records, [.. placed.Select(unit => unit[0].FacilityId).Distinct()], cancellationToken),
        };
    }

    private static bool IsServed(EquipmentPlan plan, RegisteredAgent agent, Placement placement) =>
        plan.FacilityPathOfSensor.TryGetValue(placement.SensorId, out string? path)
        && path.StartsWith(agent.FacilityPath, StringComparison.Ordinal);

    private static UnitProfile Of(StorageUnit unit, Placement[] placed, string freezeSensitive) => new()
    {
        Unit = unit.Id.ToString(),
        Facility = unit.FacilityId.ToString(),
        NameZh = unit.NameZh,
        NameEn = unit.NameEn,
        IsInUse = unit.IsInUse,
        FreezeSensitiveInside = freezeSensitive,
        Sensors = [.. placed.Select(placement => placement.SensorId.ToString())],
        Profile = WireStorageProfile.Of(placed[0].Profile),
    };

    /// <summary>Nothing on paper is "always", the same object: that is not the same as a fridge known to hold some.</summary>
    private static string WordOf(FreezeSensitiveStock inside, Instant now) =>
        ReferenceEquals(inside, FreezeSensitiveStock.Always) ? UnitProfile.Unknown
        : inside.IsInsideAt(now) ? UnitProfile.Yes
        : UnitProfile.No;

    /// <summary>
    /// Of the facilities themselves and of none above: a gateway in a clinic need not know the county's phones, and what it
    /// does not hold cannot be read out of it.
    /// </summary>
    private static async Task<IReadOnlyList<UnitContact>> ContactsAsync(
        RecordsDbContext records, FacilityId[] facilities, CancellationToken cancellationToken)
    {
        List<ContactChainStep> contacts = await records.Set<ContactChainStep>().AsNoTracking()
            .Where(contact => facilities.Contains(contact.FacilityId) && contact.Mobile != null)
            .ToListAsync(cancellationToken);
        return
        [
            .. contacts
                .Where(contact => !string.IsNullOrWhiteSpace(contact.Mobile))
                .OrderBy(contact => contact.FacilityId.ToString(), StringComparer.Ordinal)
                .ThenBy(contact => contact.Order)
                .ThenBy(contact => contact.Id)
                .DistinctBy(contact => (contact.FacilityId, contact.Mobile))
                .Select(contact => new UnitContact(
                    contact.FacilityId.ToString(), contact.Order, contact.Name, contact.Mobile!.Trim(), contact.Language)),
        ];
    }
}
