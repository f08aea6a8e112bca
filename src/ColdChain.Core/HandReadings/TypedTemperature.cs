using System.Globalization;
using System.Text;
using ColdChain.Core.Temperatures;

namespace ColdChain.Core.HandReadings;

/// <summary>HR-08. What a person types for a thermometer value, on whichever keyboard they have.</summary>
public static class TypedTemperature
{
    /// <summary>No vaccine store is colder than an ultra-low freezer; a typed -450 lost its point. Product decision.</summary>
    public static readonly Temperature Coldest = Temperature.FromMilliCelsius(-90_000);

    /// <summary>A fridge that has stood in a hot room; a typed 405 lost its point. Product decision.</summary>
    public static readonly Temperature Warmest = Temperature.FromMilliCelsius(60_000);

    /// <summary>Longer than any number with its unit; longer input is not looked at.</summary>
    private const int LongestInput = 16;

    /// <summary>Takes 4.5, 4,5, ４．５, －20 and 4.5 ℃; refuses anything with two meanings or out of all bounds.</summary>
    public static bool TryParse(string? typed, out Temperature value)
    {
        value = default;
        if (typed is null || typed.Length > LongestInput)
        {
            return false;
        }

        // Compatibility form turns full-width digits and signs, and the one-letter ℃, into plain letters.
        string plain = typed.Normalize(NormalizationForm.FormKC).Trim()
            .Replace('\u2212', '-').Replace('\u2013', '-').Replace(',', '.').Replace('。', '.');
        if (plain.EndsWith("°C", StringComparison.OrdinalIgnoreCase))
        {
            plain = plain[..^2].TrimEnd();
        }

        const NumberStyles PlainNumber = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(plain, PlainNumber, CultureInfo.InvariantCulture, out decimal celsius)
            || celsius < -1000m || celsius > 1000m)
        {
            return false;
        }

        value = Temperature.FromCelsius(celsius);
        return value >= Coldest && value <= Warmest;
    }
}
