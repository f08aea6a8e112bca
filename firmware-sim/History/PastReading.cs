namespace FirmwareSim.History;

/// <summary>One reading of the history; <paramref name="Second"/> in Unix seconds.</summary>
internal readonly record struct PastReading(string Sensor, long Second, int MilliCelsius);
