namespace ColdChain.Core.LoggerFiles;

/// <summary>Something that happened to the logger.</summary>
/// <param name="Detail">The count and number of an error, the temperature at a pressed button; null when there is nothing more.</param>
public sealed record LoggerMark(LoggerMarkKind Kind, LoggerMoment At, string? Detail);
