using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;

namespace ColdChain.Server.Pages.Parts;

/// <summary>The temperatures that a profile demands, as printed: <c>2.0–8.0 °C</c>, <c>≤ -20.0 °C</c>.</summary>
public static class RangeText
{
    public static string Show(StorageProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return (profile.Low, profile.High) switch
        {
            ({ } low, { } high) => $"{TemperatureText.Show(low.Value)}–{TemperatureText.Show(high.Value)} °C",
            (null, { } high) => $"{(high.Inclusive ? "≤" : "<")} {TemperatureText.Show(high.Value)} °C",
            ({ } low, null) => $"{(low.Inclusive ? "≥" : ">")} {TemperatureText.Show(low.Value)} °C",
            (null, null) => "—",
        };
    }
}
