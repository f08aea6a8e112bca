namespace ColdChain.Server.Pages.Charts;

/// <summary>All readings that fall on one column of pixels; y counts down, so <paramref name="Top"/> is the warmest.</summary>
internal readonly record struct Pillar(double X, double Top, double Bottom, double Last);
