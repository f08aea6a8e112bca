namespace ColdChain.Server.Pages.Overview;

/// <summary>How much vaccine the papers say is in a unit.</summary>
/// <param name="Doses">The most there can be, over lots whose unit is not recorded too.</param>
/// <param name="HasExpired">At least one lot inside is past its expiry.</param>
public sealed record DosesInside(long Doses, bool HasExpired);
