using System.Globalization;
using ColdChain.Core.Excursions;
using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Server.Evaluation;

/// <summary>Figures and names as both outputs write them.</summary>
internal static class EvaluationWords
{
    /// <summary>A ten-thousandth of a second: sums over years agree to well below a second.</summary>
    private const int MinuteDecimals = 6;

    public static decimal Minutes(long milliseconds) => decimal.Round(milliseconds / 60_000m, MinuteDecimals);

    public static string Side(LimitSide side) => side == LimitSide.High ? "high" : "low";

    /// <summary>The limit, the profile and its version as they judged (EX-12): <c>CN-IMM/fridge v2: high 8.0 °C inclusive</c>.</summary>
    public static string Rule(Excursion excursion)
    {
        Limit limit = excursion.Limit;
        string value = (limit.Value.MilliCelsius / 1000m).ToString("0.0##", CultureInfo.InvariantCulture);
        return $"{excursion.ProfileId} v{excursion.ProfileVersion}: {Side(limit.Side)} {value} °C {(limit.Inclusive ? "inclusive" : "exclusive")}";
    }

    /// <summary>ISO 8601 in UTC; milliseconds where there are any.</summary>
    public static string Utc(Instant moment) => moment.ToDateTimeOffset().ToString(
        moment.UnixMilliseconds % 1000 == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>In the zone, with its offset, so that a repeated hour can be told apart.</summary>
    public static string Local(Instant moment, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(moment.ToDateTimeOffset(), zone)
        .ToString(zone == TimeZoneInfo.Utc ? "yyyy-MM-dd HH:mm:ss'Z'" : "yyyy-MM-dd HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static string Exact(Temperature value) => (value.MilliCelsius / 1000m).ToString("0.0##", CultureInfo.InvariantCulture);

    /// <summary>Hundredths of a percent, cut off and never rounded up.</summary>
    public static string Percent(int? share) =>
        share is { } known ? (known / 100m).ToString("0.00", CultureInfo.InvariantCulture) + " %" : "-";

    /// <summary>To a tenth of a minute: 12.5.</summary>
    public static string ShortMinutes(long milliseconds) => (milliseconds / 60_000m).ToString("0.#", CultureInfo.InvariantCulture);
}
