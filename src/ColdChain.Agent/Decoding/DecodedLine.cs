using System.Text.Json.Nodes;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Decoding;

/// <summary>One reading or one fault, as 'decode' prints it.</summary>
/// <param name="Sensor">What the device calls the sensor: a serial number, a friendly name, a register.</param>
/// <param name="At">When it was measured, by the device; null when the device does not say, or its zone is not known.</param>
/// <param name="Celsius">Null with a fault.</param>
/// <param name="Fault">The name of a <see cref="Core.Readings.SensorFault"/>; null with a temperature.</param>
public sealed record DecodedLine(string Sensor, Instant? At, Temperature? Celsius, string? Fault, DecodedSource Source)
{
    /// <summary>What else the device said: camelCase, the unit in the name (<c>batteryPercent</c>). Never null.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Further { get; init; } = new Dictionary<string, JsonNode?>();
}
