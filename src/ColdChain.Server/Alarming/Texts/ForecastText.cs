using System.Globalization;
using ColdChain.Core.Exposure;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Server.Alarming.Texts;

/// <summary>A forecast as a person who was just woken reads it (EX-35): how long, to what, give or take.</summary>
public static class ForecastText
{
    private const double MinutesPerHour = 60;

    /// <summary>Such as <c>照此升温，约 35 分钟后到 15℃（20 分钟～1 小时）</c>.</summary>
    public static string Line(Forecast forecast, Instant now, bool english)
    {
        string said = Phrase(forecast, now, english);
        return english ? $"If it warms on like this: {said}" : $"照此升温，{said}";
    }

    /// <summary>Such as <c>约 35 分钟后到 15℃（20 分钟～1 小时）</c>.</summary>
    public static string Phrase(Forecast forecast, Instant now, bool english)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        string limit = TemperatureText.Show(forecast.Limit.Value);
        string middle = Show(Rounded(forecast.ReachedAt - now, Math.Round), english);
        string interval = Interval(
            Rounded(forecast.Earliest - now, Math.Floor), forecast.Latest is { } end ? Rounded(end - now, Math.Ceiling) : null, english);
        return english ? $"{limit}℃ in about {middle} ({interval})" : $"约 {middle}后到 {limit}℃（{interval}）";
    }

    private static string Interval(int earliest, int? latest, bool english) => (latest, english) switch
    {
        (null, false) => "最早 " + Show(earliest, english),
        (null, true) => Show(earliest, english) + " at the earliest",
        ( < (int)MinutesPerHour, false) => Text($"{earliest}～{latest} 分钟"),
        ( < (int)MinutesPerHour, true) => Text($"{earliest} to {latest} min"),
        ({ } end, false) => $"{Show(earliest, english)}～{Show(end, english)}",
        ({ } end, true) => $"{Show(earliest, english)} to {Show(end, english)}",
    };

    /// <summary>In steps that do not claim more than is known: 1 minute up to 10, 5 up to an hour, then 10.</summary>
    private static int Rounded(TimeSpan left, Func<double, double> round)
    {
        const double Fine = 1;
        const double Middle = 5;
        const double Coarse = 10;
        double step = left.TotalMinutes switch
        {
            < 10 => Fine,
            < MinutesPerHour => Middle,
            _ => Coarse,
        };
        return (int)(round(left.TotalMinutes / step) * step);
    }

    private static string Show(int minutes, bool english)
    {
        (int hours, int rest) = Math.DivRem(minutes, (int)MinutesPerHour);
        return (hours, rest, english) switch
        {
            (0, _, false) => Text($"{rest} 分钟"),
            (_, 0, false) => Text($"{hours} 小时"),
            (_, _, false) => Text($"{hours} 小时 {rest} 分"),
            (0, _, true) => Text($"{rest} min"),
            (_, 0, true) => Text($"{hours} h"),
            (_, _, true) => Text($"{hours} h {rest} min"),
        };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
