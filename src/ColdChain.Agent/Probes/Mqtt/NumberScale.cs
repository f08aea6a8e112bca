namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>The scale on which a number is a temperature.</summary>
internal enum NumberScale
{
    Celsius,
    Fahrenheit,
    Kelvin,
}
