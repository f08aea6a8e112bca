using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Core.Lots;

/// <summary>Doses on the way: from the moment the sender's book lets them go to the moment the receiver's takes them.</summary>
/// <remarks>
/// The books bound it, not the wheels, so that no minute falls between two legs; the part between the written
/// departure and arrival is what hand readings can attest.
/// </remarks>
/// <param name="Lot">Which lot.</param>
/// <param name="During">Without an end the doses have not been received.</param>
/// <param name="MostDoses">As the sender wrote it; the receiver's figure where nobody in the tree sent it.</param>
/// <param name="From">Null: a supplier outside the tree.</param>
/// <param name="To">Where they go.</param>
public sealed record Journey(LotKey Lot, TimeRange During, long MostDoses, FacilityId? From, FacilityId To)
    : CustodyLeg(Lot, During, MostDoses)
{
    public string? OutsideSupplier { get; init; }

    /// <summary>The sender's and the receiver's papers together; the receiver's entry where both have one.</summary>
    public JourneyPaper Paper { get; init; } = JourneyPaper.Blank;

    public long? IssueId { get; init; }

    public long? ReceiptId { get; init; }
}
