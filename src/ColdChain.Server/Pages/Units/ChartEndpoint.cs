using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Time;
using ColdChain.Server.Pages.Charts;
using ColdChain.Server.People;

namespace ColdChain.Server.Pages.Units;

/// <summary>The figures of a unit's chart as JSON, for the script that lets it zoom.</summary>
internal static class ChartEndpoint
{
    /// <summary>More than any screen is wide: each column keeps its coldest and its warmest reading.</summary>
    private const int Columns = 1500;

    public static async Task<IResult> GetAsync(
        string unit, HttpContext http, UnitPageReader reader, CurrentLanguage language, TimeProvider clock)
    {
        Instant now = clock.GetCurrentInstant();
        if (!StorageUnitId.TryParse(unit, CultureInfo.InvariantCulture, out StorageUnitId id)
            || await reader.FindAsync(id, ChartSpan.Find(http.Request.Query["range"]), now, http.RequestAborted) is not { } facts)
        {
            return Results.NotFound();
        }

        ChartPicture picture = new UnitChartPicture(language.IsEnglish, facts.Zone, now)
            .Of(facts.Unit, facts.During, facts.Series, UnitPageReader.Shades(facts));
        return Results.Json(Reply(picture));
    }

    private static ChartReply Reply(ChartPicture picture)
    {
        TemperatureScale scale = TemperatureChart.ScaleOf(picture);
        return new ChartReply
        {
            From = Wall(picture.From, picture.Zone),
            Until = Wall(picture.Until, picture.Zone),
            Lowest = Celsius(scale.Lowest.MilliCelsius),
            Highest = Celsius(scale.Highest.MilliCelsius),
            Low = picture.Low is { } low ? Celsius(low.Value.MilliCelsius) : null,
            High = picture.High is { } high ? Celsius(high.Value.MilliCelsius) : null,
            Lines = [.. picture.Lines.Select(line => new ChartReplyLine(line.Name, PointsOf(line, picture)))],
            Gaps = [.. TemperatureChart.GapsOf(picture).Select(gap => new[] { Wall(gap.Start, picture.Zone), Wall(gap.End!.Value, picture.Zone) })],
            Excursions = [.. picture.Excursions.Select(shade => ShadeOf(shade, picture))],
            Words = new ChartReplyWords(picture.Words.HighLimit, picture.Words.LowLimit, picture.Words.NoReadings),
            Description = TemperatureChart.DescriptionOf(picture),
        };
    }

    private static object[] ShadeOf(ChartShade shade, ChartPicture picture) =>
    [
        Wall(Instant.Max(shade.During.Start, picture.From), picture.Zone),
        Wall(Instant.Min(shade.During.End ?? picture.Now, picture.Until), picture.Zone),
        shade.Side == LimitSide.High ? picture.Words.TooWarm : picture.Words.TooCold,
    ];

    /// <summary>[time, °C] in order; a null between two says that nothing connects them.</summary>
    private static List<decimal?[]> PointsOf(ChartLine line, ChartPicture picture)
    {
        List<decimal?[]> points = [];
        Instant? last = null;
        foreach (ChartPoint point in Thinning.Thin(line.Points, picture.From, picture.Until, Columns))
        {
            if (last is { } before && point.At - before > picture.LongestInterval)
            {
                points.Add([Wall(before, picture.Zone) + 1, null]);
            }

            points.Add([Wall(point.At, picture.Zone), Celsius(point.Value.MilliCelsius)]);
            last = point.At;
        }

        return points;
    }

    private static decimal Celsius(int milliCelsius) => milliCelsius / 1000m;

    /// <summary>The wall clock of the facility as if it were UTC, so that no zone of a browser can bend it.</summary>
    private static long Wall(Instant at, TimeZoneInfo zone) =>
        at.UnixMilliseconds + (long)zone.GetUtcOffset(at.ToDateTimeOffset()).TotalMilliseconds;
}
