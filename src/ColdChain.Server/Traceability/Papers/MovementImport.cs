using ColdChain.Core.Identity;
using ColdChain.Core.Lots;
using ColdChain.Core.Time;
using ColdChain.Server.Audit;
using ColdChain.Server.Facilities;
using ColdChain.Server.Persistence;
using ColdChain.Server.Sheets;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Traceability.Papers;

/// <summary>Enters lists of movements: all lines or none, each once however often it is sent (LT-19).</summary>
public sealed class MovementImport(RecordsDbContext records, CurrentActor actor, TimeProvider clock)
{
    private readonly List<ImportMistake> _mistakes = [];

    /// <summary>Reads a file and enters its lines.</summary>
    /// <param name="pathOfBooks">Path of the facility in whose books, and those below, lines may be entered; "/" for all.</param>
    /// <param name="sheet">The file as read.</param>
    /// <param name="cancellationToken">Until the transaction begins.</param>
    public async Task<ImportOutcome> EnterAsync(string pathOfBooks, PaperSheet sheet, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        _mistakes.AddRange(sheet.Mistakes);
        return await EnterAsync(pathOfBooks, sheet.Rows, cancellationToken);
    }

    public async Task<ImportOutcome> EnterAsync(
        string pathOfBooks, IReadOnlyList<SheetRow<PaperColumn>> rows, CancellationToken cancellationToken)
    {
        PaperReader reader = new(await BookAsync(pathOfBooks, cancellationToken));
        IReadOnlyList<MovementDraft> drafts = reader.Read(rows);
        _mistakes.AddRange(reader.Mistakes);
        await using var transaction = await records.Database.BeginTransactionAsync(cancellationToken);
        BooksOnRecord known = await BooksOnRecord.ReadAsync(records, drafts, cancellationToken);
        List<MovementDraft> added = [];
        foreach (MovementDraft draft in drafts)
        {
            if (known.IsNew(draft, _mistakes))
            {
                added.Add(draft);
            }
        }

        if (_mistakes.Count > 0)
        {
            return new ImportOutcome { Mistakes = [.. _mistakes.OrderBy(mistake => mistake.Line).Take(PaperSheet.MostMistakes)] };
        }

        await SaveAsync(added, known, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ImportOutcome
        {
            Added = added.Count,
            AlreadyKnown = drafts.Count - added.Count,
            Missing =
            [
                .. added.Select(draft => (draft.Line, Entries: PaperCheck.Missing(draft.Movement)))
                    .Where(entry => entry.Entries.Count > 0),
            ],
        };
    }

    /// <summary>Facilities of these books, and those above them, which send and take back.</summary>
    private async Task<FacilityBook> BookAsync(string path, CancellationToken cancellationToken)
    {
        List<Facility> facilities = [.. (await records.Facilities.AsNoTracking().ToListAsync(cancellationToken))
            .Where(facility => facility.Path.StartsWith(path, StringComparison.Ordinal)
                || path.StartsWith(facility.Path, StringComparison.Ordinal))];
        FacilityId[] ids = [.. facilities.Select(facility => facility.Id)];
        return new FacilityBook(
            facilities,
            await records.StorageUnits.AsNoTracking().Where(unit => ids.Contains(unit.FacilityId)).ToListAsync(cancellationToken),
            facility => facility.Path.StartsWith(path, StringComparison.Ordinal));
    }

    private async Task SaveAsync(
        IReadOnlyList<MovementDraft> added, BooksOnRecord known, CancellationToken cancellationToken)
    {
        Dictionary<LotKey, LotEntry> lots = await LotsAsync(added, cancellationToken);
        Instant now = clock.GetCurrentInstant();

        // Voids go last: what they take out may stand in the same list and has its key only then.
        foreach (bool areVoids in new[] { false, true })
        {
            foreach (MovementDraft draft in added.Where(draft => draft.Movement.Kind == MovementKind.Void == areVoids))
            {
                MovementEntry? voided = known.VoidedBy(draft);
                MovementEntry entry = Entry(draft, voided?.LotId ?? lots[draft.Movement.Lot].Id, voided?.Id, now);
                records.Add(entry);
                known.Remember(draft, entry);
            }

            await records.SaveChangesAsync(cancellationToken);
        }
    }

    private async Task<Dictionary<LotKey, LotEntry>> LotsAsync(
        IReadOnlyList<MovementDraft> added, CancellationToken cancellationToken)
    {
        string[] numbers = [.. added.Select(draft => draft.Movement.Lot.LotNumber).Distinct()];
        Dictionary<LotKey, LotEntry> lots = await records.Set<LotEntry>()
            .Where(lot => numbers.Contains(lot.LotNumber))
            .ToDictionaryAsync(lot => lot.Key, cancellationToken);
        foreach (StockMovement movement in added.Select(draft => draft.Movement)
            .Where(movement => movement.Kind != MovementKind.Void)
            .Order(MovementOrder.Instance))
        {
            if (!lots.TryGetValue(movement.Lot, out LotEntry? lot))
            {
                lot = new LotEntry
                {
                    Manufacturer = movement.Lot.Manufacturer,
                    Product = movement.Lot.Product,
                    LotNumber = movement.Lot.LotNumber,
                    VaccineKey = VaccineCatalogue.Find(movement.Lot.Product).Key,
                };
                lots.Add(movement.Lot, lot);
                records.Add(lot);
            }

            lot.Complete(movement.Printed);
        }

        await records.SaveChangesAsync(cancellationToken);
        return lots;
    }

    private MovementEntry Entry(MovementDraft draft, long lotId, long? voidsId, Instant now)
    {
        StockMovement movement = draft.Movement;
        return new MovementEntry
        {
            LotId = lotId,
            Kind = movement.Kind,
            At = movement.At,
            Doses = movement.Doses,
            Packages = draft.Packages,
            OwnerFacilityId = draft.Owner,
            FromFacilityId = movement.From?.Facility,
            FromUnitId = movement.From?.Unit,
            ToFacilityId = movement.To?.Facility,
            ToUnitId = movement.To?.Unit,
            OutsideSupplier = movement.OutsideSupplier,
            DocumentNumber = movement.DocumentNumber,
            DocumentLine = movement.DocumentLine,
            Expiry = movement.Printed.Expiry,
            Specification = movement.Printed.Specification,
            ApprovalNumber = movement.Printed.ApprovalNumber,
            LotReleaseNumber = movement.Printed.LotReleaseNumber,
            AuthorisationHolder = movement.Printed.AuthorisationHolder,
            DepartedAt = movement.Journey.DepartedAt,
            ArrivedAt = movement.Journey.ArrivedAt,
            DepartureTemperature = movement.Journey.DepartureTemperature,
            ArrivalTemperature = movement.Journey.ArrivalTemperature,
            DepartureAmbient = movement.Journey.DepartureAmbient,
            ArrivalAmbient = movement.Journey.ArrivalAmbient,
            TransportTool = movement.Journey.TransportTool,
            CoolingMethod = movement.Journey.CoolingMethod,
            MileageMetres = movement.Journey.MileageMetres,
            SentBy = movement.Journey.SentBy,
            ReceivedBy = movement.Journey.ReceivedBy,
            Purpose = draft.Purpose,
            TraceCodes = draft.TraceCodes,
            Remarks = draft.Remarks,
            VoidsId = voidsId,
            VoidReason = draft.VoidReason,
            EnteredAt = now,
            EnteredBy = actor.Name,
            ContentSha256 = draft.ContentSha256,
        };
    }
}
