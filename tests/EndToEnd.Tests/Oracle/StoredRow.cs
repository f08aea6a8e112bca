namespace EndToEnd.Tests.Oracle;

/// <summary>A reading as the server's history has it.</summary>
/// <param name="Sensor">Its id.</param>
/// <param name="MeasuredAt">Unix milliseconds.</param>
/// <param name="MilliCelsius">Thousandths of a degree.</param>
/// <param name="IsConflict">A second value for one sensor and moment.</param>
/// <param name="StoredAt">Unix milliseconds; of a sealed day the minute.</param>
public readonly record struct StoredRow(string Sensor, long MeasuredAt, int MilliCelsius, bool IsConflict, long StoredAt = 0);
