using System.Globalization;
using ColdChain.Core.Exposure;
using ColdChain.Core.Keeping;

namespace ColdChain.Server.Pages.Excursions;

/// <summary>What bands, blanks and shares are called, Chinese first.</summary>
public static class ExposureWords
{
    private const double LeastShown = 0.001;

    /// <summary>The same in both languages.</summary>
    public static string Of(TemperatureBand band) => band switch
    {
        TemperatureBand.FreezeAlarm => "≤ -0.5 °C",
        TemperatureBand.Freezing => "-0.5 < t ≤ 0.0 °C",
        TemperatureBand.Cold => "0.0 < t < 2.0 °C",
        TemperatureBand.InRange => "2.0 – 8.0 °C",
        TemperatureBand.Warm => "8.0 < t ≤ 15.0 °C",
        TemperatureBand.Room => "15.0 < t ≤ 25.0 °C",
        TemperatureBand.Hot => "> 25.0 °C",
    };

    public static (string Chinese, string English) Of(MeanKineticBlank blank) => blank switch
    {
        MeanKineticBlank.NothingObserved => ("无数据", "nothing was observed"),
        MeanKineticBlank.FrostIsNotAveraged => (
            "不计算：曾 ≤ 0.0 °C，冻结损害不能平均",
            "left blank: it was at or below 0.0 °C, and frost cannot be averaged"),
    };

    /// <summary>Such as <c>VVM7</c>.</summary>
    public static string Of(VialMonitorType type) => type.ToString().ToUpperInvariant();

    /// <summary>In per cent, never more exact than the estimate.</summary>
    public static string Share(double used) => used < LeastShown
        ? "< 0.1 %"
        : string.Create(CultureInfo.InvariantCulture, $"{used * 100:0.0} %");
}
