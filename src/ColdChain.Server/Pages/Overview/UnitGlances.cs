using ColdChain.Core.Time;
using ColdChain.Core.Warnings;
using ColdChain.Server.Equipment;
using ColdChain.Server.Inspection;
using ColdChain.Server.Pages.Charts;
using ColdChain.Server.Pages.Units;
using ColdChain.Server.Traceability;

namespace ColdChain.Server.Pages.Overview;

/// <summary>Draws the small chart of a unit and counts the doses inside, or takes both from the cache.</summary>
public sealed class UnitGlances(UnitReadings readings, StockInside stock, GlanceCache cache)
{
    public async Task<UnitGlance> OfAsync(StorageUnit unit, UnitChartPicture pictures, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(pictures);
        if (cache.Find(unit.Id, pictures.IsEnglish, pictures.Now) is { } kept)
        {
            return kept;
        }

        TimeRange day = new(pictures.Now - TimeSpan.FromHours(24), pictures.Now);
        IReadOnlyList<UnitSeries> series = await readings.ReadAsync(unit, day, cancellationToken);
        IReadOnlyList<LotBalance> lots = await stock.AtAsync(unit.Id, pictures.Now, cancellationToken);
        UnitGlance glance = new(
            pictures.Now,
            Sparkline.Draw(pictures.Of(unit, day, series, [])),
            new DosesInside(lots.Sum(lot => lot.Doses), lots.Any(lot => lot.IsExpired && lot.Doses > 0)),
            WarningsOf(unit, series, pictures.Now));
        cache.Keep(unit.Id, pictures.IsEnglish, glance);
        return glance;
    }

    /// <summary>Those that go on; one that began more than a day ago is seen from there on.</summary>
    private static IReadOnlyList<Warning> WarningsOf(StorageUnit unit, IReadOnlyList<UnitSeries> series, Instant now) =>
    [
        .. series.Where(one => one.Point.RemovedAt is null)
            .SelectMany(one => WarningWatch.Over(one.Readings, UnitReadings.ProfileOf(unit), now))
            .Where(warning => warning.EndedAt is null),
    ];
}
