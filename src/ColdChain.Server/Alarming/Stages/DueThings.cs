using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Time;
using ColdChain.Server.Alarming.Texts;
using ColdChain.Server.Equipment;
using ColdChain.Server.Equipment.Dossier;
using ColdChain.Server.Facilities;
using ColdChain.Server.People.Keys;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Alarming.Stages;

/// <summary>Everything on record that ends on a day: certificates and validations of what is in use, keys that open.</summary>
internal sealed class DueThings(RecordsDbContext records, TimeProvider clock)
{
    public async Task<IReadOnlyList<DueThing>> ReadAsync(CancellationToken cancellationToken)
    {
        Dictionary<FacilityId, Facility> facilities =
            await records.Facilities.AsNoTracking().ToDictionaryAsync(facility => facility.Id, cancellationToken);
        IReadOnlyList<DueLine> lines = await DueReader.ReadAsync(
            records, (records.StorageUnits, records.Facilities), clock.GetCurrentInstant(), cancellationToken);
        List<AgentRegistration> agents = await records.Agents.AsNoTracking()
            .Where(agent => agent.RevokedAt == null && agent.KeyExpiresAt != null).ToListAsync(cancellationToken);
        List<IntegrationKey> keys = await records.Set<IntegrationKey>().AsNoTracking()
            .Where(key => key.RevokedAt == null && key.ReplacedById == null).ToListAsync(cancellationToken);
        return
        [
            .. lines.Where(line => line.DueOn is not null).Select(Of),
            .. agents.Select(agent => OfKey(facilities[agent.FacilityId], $"agent/{agent.Id}", agent.KeyExpiresAt!.Value, ($"采集端 {agent.Id} 的密钥", $"the key of the agent {agent.Id}"))),
            .. keys.Select(key => OfKey(facilities[key.FacilityId], $"program/{key.Id}", key.ExpiresAt, ($"系统 {key.Name} 的密钥", $"the key of the program {key.Name}"))),
        ];
    }

    private static DueThing Of(DueLine line) => line.Sensor is { } sensor
        ? new DueThing(
            $"calibration/{sensor}",
            line.Facility.Id,
            line.DueOn!.Value,
            $"{line.Facility.NameZh} {line.Unit.NameZh} 传感器 {sensor} 的校准",
            $"{line.Facility.NameEn} {line.Unit.NameEn}: the calibration of {sensor}")
        : new DueThing(
            $"validation/{line.Unit.Id}",
            line.Facility.Id,
            line.DueOn!.Value,
            $"{line.Facility.NameZh} {line.Unit.NameZh} 的验证",
            $"{line.Facility.NameEn} {line.Unit.NameEn}: the validation");

    private static DueThing OfKey(Facility facility, string key, Instant endsAt, (string Chinese, string English) what) => new(
        "key/" + key,
        facility.Id,
        LocalDays.At(endsAt, TimeZoneInfo.FindSystemTimeZoneById(facility.TimeZone)),
        $"{facility.NameZh} {what.Chinese}",
        $"{facility.NameEn}: {what.English}");
}
