using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Temperatures;
using ColdChain.Server.Facilities;
using ColdChain.Server.Persistence;
using ColdChain.Server.Traceability.Papers;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Traceability;

/// <summary>Movements over the API: entered all or none, read a page at a time.</summary>
internal static class MovementsApi
{
    public const string Pattern = "/api/v1/facilities/{facility}/movements";

    /// <summary>How many lines one answer holds at most.</summary>
    private const int PageLength = 500;

    /// <summary>What is sent.</summary>
    public sealed record Entry(IReadOnlyList<MovementLine> Movements);

    public static async Task<IResult> EnterAsync(
        string facility, Entry entry, RecordsDbContext records, MovementImport import, CancellationToken cancellationToken)
    {
        FacilityId id = FacilityId.Parse(facility, CultureInfo.InvariantCulture);
        Facility owner = await records.Facilities.AsNoTracking().SingleAsync(candidate => candidate.Id == id, cancellationToken);
        if (entry.Movements is not { Count: > 0 and <= PaperSheet.MostLines } lines || lines.Any(line => line is null))
        {
            return Results.Problem($"'movements' must hold 1 to {PaperSheet.MostLines} lines.", statusCode: 422);
        }

        ImportOutcome outcome = await import.EnterAsync(
            owner.Path, [.. lines.Select((line, index) => line.ToRow(index + 1))], cancellationToken);
        return outcome.Mistakes.Count > 0
            ? Results.Problem(
                title: "Nothing was entered.",
                statusCode: 422,
                extensions: new Dictionary<string, object?>
                {
                    ["mistakes"] = outcome.Mistakes.Select(mistake => new { line = mistake.Line, mistake.English, mistake.Chinese }),
                })
            : Results.Ok(new
            {
                added = outcome.Added,
                alreadyKnown = outcome.AlreadyKnown,
                missing = outcome.Missing.Select(missing => new { line = missing.Line, entries = missing.Entries.Select(part => part.ToString()) }),
            });
    }

    /// <summary>The book of one facility, in the order of entry.</summary>
    public static async Task<IResult> ListAsync(
        string facility, long? after, RecordsDbContext records, CancellationToken cancellationToken)
    {
        FacilityId id = FacilityId.Parse(facility, CultureInfo.InvariantCulture);
        long from = after ?? 0;
        List<MovementEntry> entries = await records.Set<MovementEntry>().AsNoTracking()
            .Where(movement => movement.OwnerFacilityId == id && movement.Id > from)
            .OrderBy(movement => movement.Id)
            .Take(PageLength)
            .ToListAsync(cancellationToken);
        long[] lotIds = [.. entries.Select(entry => entry.LotId).Distinct()];
        Dictionary<long, LotEntry> lots = await records.Set<LotEntry>().AsNoTracking()
            .Where(lot => lotIds.Contains(lot.Id))
            .ToDictionaryAsync(lot => lot.Id, cancellationToken);
        return Results.Ok(new
        {
            movements = entries.Select(entry => Line(entry, lots[entry.LotId])),
            next = entries.Count == PageLength ? entries[^1].Id : (long?)null,
        });
    }

    private static object Line(MovementEntry entry, LotEntry lot) => new
    {
        entry.Id,
        entry.LotId,
        enteredAt = entry.EnteredAt.ToString(),
        entry.EnteredBy,
        entry.VoidsId,
        movement = new MovementLine
        {
            DocumentNumber = entry.DocumentNumber,
            DocumentLine = entry.DocumentLine,
            Kind = entry.Kind.ToString().ToLowerInvariant(),
            At = entry.At.ToString(),
            Product = lot.Product,
            Manufacturer = lot.Manufacturer,
            AuthorisationHolder = entry.AuthorisationHolder,
            Specification = entry.Specification,
            ApprovalNumber = entry.ApprovalNumber,
            LotNumber = lot.LotNumber,
            LotReleaseNumber = entry.LotReleaseNumber,
            Expiry = entry.Expiry?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Doses = entry.Doses,
            Packages = entry.Packages,
            From = entry.FromFacilityId?.ToString() ?? entry.OutsideSupplier,
            FromUnit = entry.FromUnitId?.ToString(),
            To = entry.ToFacilityId?.ToString(),
            ToUnit = entry.ToUnitId?.ToString(),
            DepartedAt = entry.DepartedAt?.ToString(),
            ArrivedAt = entry.ArrivedAt?.ToString(),
            DepartureTemperature = Celsius(entry.DepartureTemperature),
            ArrivalTemperature = Celsius(entry.ArrivalTemperature),
            DepartureAmbient = Celsius(entry.DepartureAmbient),
            ArrivalAmbient = Celsius(entry.ArrivalAmbient),
            TransportTool = entry.TransportTool,
            CoolingMethod = entry.CoolingMethod,
            MileageKm = entry.MileageMetres / 1_000m,
            SentBy = entry.SentBy,
            ReceivedBy = entry.ReceivedBy,
            Purpose = entry.Purpose,
            TraceCodes = entry.TraceCodes,
            VoidReason = entry.VoidReason,
            Remarks = entry.Remarks,
        },
    };

    private static decimal? Celsius(Temperature? temperature) => temperature?.MilliCelsius / 1_000m;
}
