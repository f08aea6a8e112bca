using ColdChain.Core.Readings;

namespace ColdChain.Core.LoggerFiles;

/// <summary>Why a row has no temperature.</summary>
/// <param name="Detail">What the file has in its place, for people.</param>
public sealed record LoggerReadingFault(SensorFault Kind, string Detail);
