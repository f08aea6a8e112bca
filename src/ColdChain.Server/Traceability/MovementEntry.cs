using ColdChain.Core.Identity;
using ColdChain.Core.Lots;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Server.Traceability;

/// <summary>One line of a paper as it was entered. Rows are only added: the database refuses to change or delete one (LT-16).</summary>
public sealed class MovementEntry
{
    public long Id { get; init; }

    public required long LotId { get; init; }

    public required MovementKind Kind { get; init; }

    public required Instant At { get; init; }

    public required long Doses { get; init; }

    /// <summary>数量(支): packages as the paper counts them beside doses.</summary>
    public long? Packages { get; init; }

    /// <summary>In whose book the line stands: the receiver's for a receipt, else the sender's.</summary>
    public required FacilityId OwnerFacilityId { get; init; }

    public FacilityId? FromFacilityId { get; init; }

    public StorageUnitId? FromUnitId { get; init; }

    public FacilityId? ToFacilityId { get; init; }

    public StorageUnitId? ToUnitId { get; init; }

    public string? OutsideSupplier { get; init; }

    public required string DocumentNumber { get; init; }

    public required int DocumentLine { get; init; }

    public DateOnly? Expiry { get; init; }

    public string? Specification { get; init; }

    public string? ApprovalNumber { get; init; }

    public string? LotReleaseNumber { get; init; }

    public string? AuthorisationHolder { get; init; }

    public Instant? DepartedAt { get; init; }

    public Instant? ArrivedAt { get; init; }

    public Temperature? DepartureTemperature { get; init; }

    public Temperature? ArrivalTemperature { get; init; }

    public Temperature? DepartureAmbient { get; init; }

    public Temperature? ArrivalAmbient { get; init; }

    public string? TransportTool { get; init; }

    public string? CoolingMethod { get; init; }

    public int? MileageMetres { get; init; }

    public string? SentBy { get; init; }

    public string? ReceivedBy { get; init; }

    /// <summary>用途.</summary>
    public string? Purpose { get; init; }

    /// <summary>追溯码 as scanned, separated by blanks: never interpreted, never refused for their form.</summary>
    public string? TraceCodes { get; init; }

    public string? Remarks { get; init; }

    public long? VoidsId { get; init; }

    public string? VoidReason { get; init; }

    public required Instant EnteredAt { get; init; }

    public required string EnteredBy { get; init; }

    /// <summary>SHA-256 of what the line says: the same line again is the same, another under its number is a mistake (LT-19).</summary>
    public required string ContentSha256 { get; init; }

    public StockMovement ToMovement(LotKey lot) => new()
    {
        Id = Id,
        Kind = Kind,
        Lot = lot,
        At = At,
        Doses = Doses,
        From = FromFacilityId is { } from ? new StockPlace(from, FromUnitId) : null,
        To = ToFacilityId is { } to ? new StockPlace(to, ToUnitId) : null,
        OutsideSupplier = OutsideSupplier,
        DocumentNumber = DocumentNumber,
        DocumentLine = DocumentLine,
        Printed = new(Expiry, Specification, ApprovalNumber, LotReleaseNumber, AuthorisationHolder),
        Journey = new()
        {
            DepartedAt = DepartedAt,
            ArrivedAt = ArrivedAt,
            DepartureTemperature = DepartureTemperature,
            ArrivalTemperature = ArrivalTemperature,
            DepartureAmbient = DepartureAmbient,
            ArrivalAmbient = ArrivalAmbient,
            TransportTool = TransportTool,
            CoolingMethod = CoolingMethod,
            MileageMetres = MileageMetres,
            SentBy = SentBy,
            ReceivedBy = ReceivedBy,
        },
        VoidsId = VoidsId,
    };
}
