using ColdChain.Core.Lots;

namespace ColdChain.Server.Traceability;

/// <summary>A lot as it is on record: its key, the vaccine it is, and each entry as the first paper printed it.</summary>
public sealed class LotEntry
{
    public long Id { get; init; }

    public required string Manufacturer { get; init; }

    public required string Product { get; init; }

    public required string LotNumber { get; init; }

    /// <summary>Of <see cref="VaccineCatalogue"/>.</summary>
    public required string VaccineKey { get; set; }

    public string? AuthorisationHolder { get; set; }

    public string? Specification { get; set; }

    public string? ApprovalNumber { get; set; }

    public string? LotReleaseNumber { get; set; }

    public DateOnly? Expiry { get; set; }

    public LotKey Key => LotKey.Create(Manufacturer, Product, LotNumber);

    public Vaccine Vaccine => VaccineCatalogue.Find(VaccineKey);

    public PrintedLot Printed => new(Expiry, Specification, ApprovalNumber, LotReleaseNumber, AuthorisationHolder);

    public Lot ToLot() => new(Key, Vaccine, Printed);

    /// <summary>Takes over what no paper before this one said; what one said stays (LT-21).</summary>
    public void Complete(PrintedLot paper)
    {
        ArgumentNullException.ThrowIfNull(paper);
        Expiry ??= paper.Expiry;
        Specification ??= paper.Specification;
        ApprovalNumber ??= paper.ApprovalNumber;
        LotReleaseNumber ??= paper.LotReleaseNumber;
        AuthorisationHolder ??= paper.AuthorisationHolder;
    }
}
