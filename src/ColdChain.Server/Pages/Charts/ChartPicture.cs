using ColdChain.Core.Keeping;
using ColdChain.Core.Time;

namespace ColdChain.Server.Pages.Charts;

/// <summary>Everything that a chart of one storage unit shows; the same picture always gives the same drawing.</summary>
public sealed record ChartPicture
{
    /// <summary>Distinguishes the ids inside this drawing from those of others on the same page: letters, digits, '-'.</summary>
    public required string Key { get; init; }

    public required Instant From { get; init; }

    /// <summary>Exclusive, after <see cref="From"/>.</summary>
    public required Instant Until { get; init; }

    /// <summary>The moment of drawing: what lies after it has not happened and is neither gap nor reading.</summary>
    public required Instant Now { get; init; }

    /// <summary>The facility's zone: days and hours of the axis are its own.</summary>
    public required TimeZoneInfo Zone { get; init; }

    public required IReadOnlyList<ChartLine> Lines { get; init; }

    public required Limit? Low { get; init; }

    public required Limit? High { get; init; }

    public IReadOnlyList<ChartShade> Excursions { get; init; } = [];

    /// <summary>EX-06. How long a reading speaks; after it time is drawn as unobserved.</summary>
    public required TimeSpan LongestInterval { get; init; }

    public required ChartWords Words { get; init; }

    /// <summary>In pixels of the drawing; the page scales it.</summary>
    public int Width { get; init; } = 960;

    public int Height { get; init; } = 320;
}
