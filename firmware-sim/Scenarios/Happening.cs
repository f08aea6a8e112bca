namespace FirmwareSim.Scenarios;

/// <summary>An <c>at</c> statement with a known moment.</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="At">When it begins.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Target">A unit, a sensor or a bus, by kind.</param>
/// <param name="For">How long; null is until further notice.</param>
/// <param name="Every">Of the answers on a bus, each n-th is hit.</param>
internal sealed record Happening(int Line, Moment At, HappeningKind Kind, string Target, TimeSpan? For, int Every);
