using System.Text;
using System.Text.Json;
using ColdChain.Core.Readings;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>A temperature written into JSON: a number, or a text with a number in it.</summary>
internal static class JsonNumber
{
    /// <param name="place">The path, for people.</param>
    public static ProbeValue Read(NumberMeaning meaning, JsonElement found, string place) => found.ValueKind switch
    {
        JsonValueKind.Number => found.TryGetDecimal(out decimal number)
            ? meaning.Interpret(number)
            : new ProbeValue.Faulty(SensorFault.OutOfRange, "the number is beyond any temperature"),
        JsonValueKind.String => NumberText.Read(meaning, Encoding.UTF8.GetBytes(found.GetString()!)),
        JsonValueKind.Null => new ProbeValue.Faulty(SensorFault.ProbeMissing, $"{place} is null"),
        _ => new ProbeValue.Faulty(SensorFault.Garbled, $"{place} is {found.ValueKind}, not a number"),
    };
}
