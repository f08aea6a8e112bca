using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Facilities;
using ColdChain.Server.Persistence;
using ColdChain.Server.Sheets;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Equipment.Registering;

/// <summary>Changes what is registered, by the fields of a form: all of them or none. The audit trail keeps what stood there before.</summary>
public sealed class EquipmentChanges(RecordsDbContext records, EquipmentDirectory directory, TimeProvider clock)
{
    private readonly List<ImportMistake> _mistakes = [];

    /// <summary>Answers the mistakes; without any, it is done.</summary>
    /// <param name="pathOfScope">Whoever changes it may see this and below; there a new parent must stand.</param>
    /// <param name="row">The fields; the id says which facility.</param>
    /// <param name="cancellationToken">Stops; nothing is changed then.</param>
    public async Task<IReadOnlyList<ImportMistake>> ChangeFacilityAsync(
        string pathOfScope, SheetRow<EquipmentColumn> row, CancellationToken cancellationToken)
    {
        if (new EquipmentDrafts(_mistakes).Facility(row) is not { } draft)
        {
            return _mistakes;
        }

        await using var transaction = await records.Database.BeginTransactionAsync(cancellationToken);
        Facility facility = await records.Facilities.SingleAsync(one => one.Id == draft.Id, cancellationToken);
        if (draft.Parent is { } parent && parent != facility.ParentId
            && await FacilityTree.MoveAsync(records, facility, (parent, pathOfScope), cancellationToken) is { } refusal)
        {
            _mistakes.Add(new ImportMistake(0, refusal.Chinese, refusal.English));
            return _mistakes;
        }

        draft.WriteTo(facility);
        await records.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        directory.Forget();
        return _mistakes;
    }

    /// <summary>As above. A change of its profile holds from this moment on.</summary>
    public async Task<IReadOnlyList<ImportMistake>> ChangeStorageUnitAsync(SheetRow<EquipmentColumn> row, CancellationToken cancellationToken)
    {
        if (new EquipmentDrafts(_mistakes).StorageUnit(row) is not { } draft)
        {
            return _mistakes;
        }

        await using var transaction = await records.Database.BeginTransactionAsync(cancellationToken);
        StorageUnit unit = await records.StorageUnits.SingleAsync(one => one.Id == draft.Id, cancellationToken);
        await ProfileChange.ApplyAsync(records, unit, draft.ProfileId, clock.GetCurrentInstant(), cancellationToken);
        draft.WriteTo(unit);
        await records.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        directory.Forget();
        return _mistakes;
    }

    /// <summary>Serial number, model and accuracy; where it sits is <see cref="Placing.SensorPlacing"/>.</summary>
    public async Task<IReadOnlyList<ImportMistake>> ChangeSensorAsync(SheetRow<EquipmentColumn> row, CancellationToken cancellationToken)
    {
        if (new EquipmentDrafts(_mistakes).Sensor(row, _ => null, clock.GetCurrentInstant()) is not { } draft)
        {
            return _mistakes;
        }

        Sensor sensor = await records.Sensors.SingleAsync(one => one.Id == draft.Id, cancellationToken);
        draft.WriteTo(sensor);
        await records.SaveChangesAsync(cancellationToken);
        directory.Forget();
        return _mistakes;
    }
}
