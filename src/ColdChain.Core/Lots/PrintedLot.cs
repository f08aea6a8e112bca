namespace ColdChain.Core.Lots;

/// <summary>What a paper says of a lot besides its key; null is an entry that the paper leaves empty.</summary>
/// <remarks>Kept with each movement as printed, so that two papers that disagree can both be shown.</remarks>
/// <param name="Expiry">有效期至: the last day of use.</param>
/// <param name="Specification">规格: such as 0.5 mL a dose.</param>
/// <param name="ApprovalNumber">批准文号.</param>
/// <param name="LotReleaseNumber">批签发证编号: without it a receipt is on hold for its papers.</param>
/// <param name="AuthorisationHolder">上市许可持有人, where it is not the manufacturer.</param>
public sealed record PrintedLot(
    DateOnly? Expiry,
    string? Specification,
    string? ApprovalNumber,
    string? LotReleaseNumber,
    string? AuthorisationHolder)
{
    public static readonly PrintedLot Nothing = new(null, null, null, null, null);
}
