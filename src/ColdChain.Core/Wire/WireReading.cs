using System.Text.Json.Serialization;

namespace ColdChain.Core.Wire;

/// <summary>One reading on the wire: the array [sequence, Unix milliseconds, thousandths of a degree, flags].</summary>
/// <param name="Sequence">The position in the agent's journal; counts up, with holes where events stand.</param>
/// <param name="MeasuredAt">Unix milliseconds.</param>
/// <param name="MilliCelsius">Thousandths of a degree Celsius.</param>
/// <param name="Flags"><see cref="Readings.ReadingFlags"/> as an integer.</param>
[JsonConverter(typeof(WireReadingConverter))]
public readonly record struct WireReading(long Sequence, long MeasuredAt, int MilliCelsius, int Flags);
