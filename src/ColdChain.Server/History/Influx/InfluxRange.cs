using ColdChain.Core.Identity;

namespace ColdChain.Server.History.Influx;

/// <summary>Which points are asked for.</summary>
/// <param name="Sensor">One series.</param>
/// <param name="From">Unix milliseconds; is in.</param>
/// <param name="To">Unix milliseconds; is out.</param>
/// <param name="MostRows">An answer with more is refused: the asker knows how many there can be.</param>
public readonly record struct InfluxRange(SensorId Sensor, long From, long To, int MostRows);
