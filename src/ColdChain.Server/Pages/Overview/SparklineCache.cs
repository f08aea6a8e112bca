using System.Collections.Concurrent;
using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.Inspection;
using ColdChain.Server.Pages.Charts;
using ColdChain.Server.Pages.Units;

namespace ColdChain.Server.Pages.Overview;

/// <summary>Keeps the small drawings for a minute: a day of every unit is not read again for each look and each reader.</summary>
/// <remarks>One entry for each storage unit and language, so it is bounded by what was set up.</remarks>
public sealed class SparklineCache
{
    /// <summary>A pixel of the drawing is eight minutes.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(StorageUnitId Unit, bool IsEnglish), (Instant DrawnAt, string Svg)> _drawn = new();

    public async Task<string> DrawAsync(
        StorageUnit unit, UnitReadings readings, UnitChartPicture pictures, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(readings);
        ArgumentNullException.ThrowIfNull(pictures);
        if (_drawn.TryGetValue((unit.Id, pictures.IsEnglish), out (Instant DrawnAt, string Svg) kept)
            && pictures.Now >= kept.DrawnAt && pictures.Now - kept.DrawnAt < KeptFor)
        {
            return kept.Svg;
        }

        TimeRange day = new(pictures.Now - TimeSpan.FromHours(24), pictures.Now);
        IReadOnlyList<UnitSeries> series = await readings.ReadAsync(unit, day, cancellationToken);
        string svg = Sparkline.Draw(pictures.Of(unit, day, series, []));
        _drawn[(unit.Id, pictures.IsEnglish)] = (pictures.Now, svg);
        return svg;
    }
}
