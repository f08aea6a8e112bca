namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>The ways in which devices write the unit of a temperature.</summary>
internal static class UnitText
{
    /// <summary>Null for what is no temperature's unit.</summary>
    public static NumberScale? ScaleOf(string unit) => unit.Trim().TrimStart('°').ToUpperInvariant() switch
    {
        "C" or "℃" or "CELSIUS" or "DEGC" or "DEG C" => NumberScale.Celsius,
        "F" or "℉" or "FAHRENHEIT" or "DEGF" or "DEG F" => NumberScale.Fahrenheit,
        "K" or "KELVIN" => NumberScale.Kelvin,
        _ => null,
    };
}
