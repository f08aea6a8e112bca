using ColdChain.Core.Time;
using ColdChain.Server.Audit;
using ColdChain.Server.Persistence;
using ColdChain.Server.Sheets;

namespace ColdChain.Server.Equipment.Registering;

/// <summary>Registers facilities, units, sensors and their places: all lines of a list or none. What is registered stays as it is.</summary>
public sealed class EquipmentImport(RecordsDbContext records, CurrentActor actor, EquipmentDirectory directory, TimeProvider clock)
{
    /// <param name="pathOfScope">Of the facility whose people write: its own and those below; "/" for all.</param>
    /// <param name="sheet">The file as read.</param>
    /// <param name="isDry">True: nothing is written.</param>
    /// <param name="cancellationToken">Until the transaction begins.</param>
    public async Task<EquipmentImportOutcome> EnterAsync(
        string pathOfScope, EquipmentSheet sheet, bool isDry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        return await EnterAsync(pathOfScope, sheet.Rows, sheet.Mistakes, isDry, cancellationToken);
    }

    /// <summary>One line, as a form gives it.</summary>
    public async Task<EquipmentImportOutcome> EnterAsync(
        string pathOfScope, EquipmentRowKind kind, SheetRow<EquipmentColumn> row, CancellationToken cancellationToken) =>
        await EnterAsync(pathOfScope, [(kind, row)], [], isDry: false, cancellationToken);

    private async Task<EquipmentImportOutcome> EnterAsync(
        string pathOfScope,
        IReadOnlyList<(EquipmentRowKind Kind, SheetRow<EquipmentColumn> Row)> rows,
        IReadOnlyList<ImportMistake> ofFile,
        bool isDry,
        CancellationToken cancellationToken)
    {
        Instant now = clock.GetCurrentInstant();
        await using var transaction = await records.Database.BeginTransactionAsync(cancellationToken);
        EquipmentBook book = await EquipmentBook.ReadAsync(records, pathOfScope, cancellationToken);
        EquipmentList list = new(book, mayAddRoots: pathOfScope == "/", now);
        list.Take(rows);
        ImportMistake[] mistakes =
        [
            .. ofFile.Concat(list.Mistakes).OrderBy(one => one.Sheet, StringComparer.Ordinal).ThenBy(one => one.Line).Take(SheetBounds.MostMistakes),
        ];
        if (mistakes.Length > 0)
        {
            return new EquipmentImportOutcome { Mistakes = mistakes, IsDry = isDry };
        }

        if (!isDry)
        {
            actor.Reason ??= "registered";
            foreach (object added in list.NewFacilities.Concat<object>(list.NewStorageUnits).Concat(list.NewSensors).Concat(list.NewPoints))
            {
                records.Add(added);
            }

            await records.SaveChangesAsync(CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
            directory.Forget();
        }

        return new EquipmentImportOutcome { Added = list.Added, AlreadyKnown = list.AlreadyKnown, IsDry = isDry };
    }
}
