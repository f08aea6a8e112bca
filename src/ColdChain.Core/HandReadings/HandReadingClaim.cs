namespace ColdChain.Core.HandReadings;

/// <summary>What a person wants to sign: that they read the thermometer.</summary>
/// <param name="SignerIsOwnStaff">The log-in is one of the staff of the unit's own facility (HR-07).</param>
/// <param name="EnteredAt">The server's clock, with the facility's offset.</param>
/// <param name="StatedReadAt">
/// The moment the person states for a late entry; null for a reading taken now. A stated moment always makes the
/// entry late, so nothing can be filled in afterwards as if on time (HR-03).
/// </param>
/// <param name="Reason">Why it is late; blank counts as none.</param>
public sealed record HandReadingClaim(
    bool SignerIsOwnStaff, DateTimeOffset EnteredAt, DateTimeOffset? StatedReadAt, string? Reason)
{
    public bool IsLate => StatedReadAt is not null;

    public DateTimeOffset ReadAt => StatedReadAt ?? EnteredAt;
}
