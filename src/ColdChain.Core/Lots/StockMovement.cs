using ColdChain.Core.Time;

namespace ColdChain.Core.Lots;

/// <summary>One line of a paper: so many doses of a lot came, went or were counted. Never changed, only voided (LT-16).</summary>
public sealed record StockMovement
{
    /// <summary>Counts up in the order of entry; the last word on the order of movements of one moment (LT-03).</summary>
    public required long Id { get; init; }

    public required MovementKind Kind { get; init; }

    public required LotKey Lot { get; init; }

    /// <summary>When it takes effect on the book.</summary>
    public required Instant At { get; init; }

    /// <summary>At least 1; of a count what was counted, which may be 0; of a void 0.</summary>
    public required long Doses { get; init; }

    /// <summary>Where doses leave or are counted; null for a receipt from a supplier outside the tree.</summary>
    public StockPlace? From { get; init; }

    /// <summary>Where doses arrive; null when they are used, discarded or counted.</summary>
    public StockPlace? To { get; init; }

    /// <summary>The supplier outside the tree, as printed.</summary>
    public string? OutsideSupplier { get; init; }

    /// <summary>单号: what joins an issue to its receipt.</summary>
    public required string DocumentNumber { get; init; }

    /// <summary>Counts from 1 within a document.</summary>
    public required int DocumentLine { get; init; }

    public PrintedLot Printed { get; init; } = PrintedLot.Nothing;

    public JourneyPaper Journey { get; init; } = JourneyPaper.Blank;

    /// <summary>The movement that this one takes out of the ledger; set for a void alone.</summary>
    public long? VoidsId { get; init; }
}
