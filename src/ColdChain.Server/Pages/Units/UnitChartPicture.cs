using ColdChain.Core.Keeping;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.Inspection;
using ColdChain.Server.Pages.Charts;

namespace ColdChain.Server.Pages.Units;

/// <summary>Makes the picture of a unit for one reader: their language, the facility's zone, this moment.</summary>
public sealed class UnitChartPicture(bool isEnglish, TimeZoneInfo zone, Instant now)
{
    public bool IsEnglish => isEnglish;

    public Instant Now => now;

    /// <param name="during">Must have an end.</param>
    /// <param name="series">From <see cref="UnitReadings"/>.</param>
    public ChartPicture Of(
        StorageUnit unit, TimeRange during, IReadOnlyList<UnitSeries> series, IReadOnlyList<ChartShade> excursions)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(series);
        StorageProfile profile = UnitReadings.ProfileOf(unit);
        return new ChartPicture
        {
            Key = "c-" + unit.Id.ToString().Replace('/', '-').Replace('.', '-').Replace('_', '-'),
            From = during.Start,
            Until = during.End ?? now,
            Now = now,
            Zone = zone,
            Lines = [.. series.GroupBy(one => one.Point.SensorId).Select(Line)],
            Low = profile.Low,
            High = profile.High,
            Excursions = excursions,
            LongestInterval = profile.LongestInterval,
            Words = isEnglish ? ChartWords.English : ChartWords.Chinese,
        };
    }

    private static ChartLine Line(IGrouping<Core.Identity.SensorId, UnitSeries> placements) => new(
        placements.Last().Point.Position ?? placements.Key.ToString(),
        [
            .. placements.SelectMany(one => one.Readings)
                .OrderBy(reading => reading.MeasuredAt)
                .Select(reading => new ChartPoint(reading.MeasuredAt, reading.Value)),
        ]);
}
