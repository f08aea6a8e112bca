using ColdChain.Core.Time;

namespace ColdChain.Server.Pages.Charts;

/// <summary>Fewer points that look the same: of each column the coldest and the warmest, so no peak is lost.</summary>
public static class Thinning
{
    public static IEnumerable<ChartPoint> Thin(IReadOnlyList<ChartPoint> points, Instant from, Instant until, int columns)
    {
        ArgumentNullException.ThrowIfNull(points);
        ChartPoint[] shown = [.. points.Where(point => point.At >= from && point.At < until)];
        if (shown.Length <= columns * 2)
        {
            return shown;
        }

        double width = (until.UnixMilliseconds - from.UnixMilliseconds) / (double)columns;
        return shown
            .GroupBy(point => (int)((point.At.UnixMilliseconds - from.UnixMilliseconds) / width))
            .SelectMany(column => Extremes(column));
    }

    private static IEnumerable<ChartPoint> Extremes(IEnumerable<ChartPoint> column)
    {
        ChartPoint coldest = column.MinBy(point => point.Value);
        ChartPoint warmest = column.MaxBy(point => point.Value);
        return coldest == warmest
            ? [coldest]
            : coldest.At < warmest.At ? [coldest, warmest] : [warmest, coldest];
    }
}
