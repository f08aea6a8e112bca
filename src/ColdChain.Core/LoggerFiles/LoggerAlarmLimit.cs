using ColdChain.Core.Temperatures;

namespace ColdChain.Core.LoggerFiles;

/// <summary>A limit that a logger was set to.</summary>
/// <param name="Number">The logger's own.</param>
/// <param name="Kind">What it counts.</param>
/// <param name="Limit">Null for one that is switched off, or that the file does not give.</param>
/// <param name="Delay">How long outside before it sounds; null when the file does not say.</param>
public sealed record LoggerAlarmLimit(int Number, LoggerAlarmKind Kind, Temperature? Limit, TimeSpan? Delay);
