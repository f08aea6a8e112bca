namespace ColdChain.Core.LoggerFiles;

/// <summary>The logger's own record of a gap: how long a probe could not be read on one day.</summary>
/// <param name="Sensor">The serial with <c>/internal</c> or <c>/external</c> where the logger has both, else the serial.</param>
/// <param name="Date">By its own clock.</param>
/// <param name="Minutes">In all; not necessarily in one piece.</param>
/// <param name="FirstAt">When it began; null when the logger does not say.</param>
public sealed record LoggerTimeout(string Sensor, DateOnly Date, int Minutes, LoggerMoment? FirstAt);
