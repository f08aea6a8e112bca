using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Evaluation;

/// <summary>One local day of a series, or the part of it that the series covers.</summary>
public sealed record SeriesDay
{
    public required DateOnly Date { get; init; }

    /// <summary>In range, out and unobserved: add up to <see cref="TemperatureFigures.During"/>.</summary>
    public required TemperatureFigures Figures { get; init; }

    public required long AboveMilliseconds { get; init; }

    public required long BelowMilliseconds { get; init; }

    /// <summary>Of the temperatures that held, and of the last reading of all, which has not yet held.</summary>
    public Temperature? Lowest { get; init; }

    public Temperature? Highest { get; init; }

    public Temperature? Mean { get; init; }

    /// <param name="date">In the zone that <paramref name="during"/> was made with.</param>
    /// <param name="during">The day, cut to what the series covers.</param>
    /// <param name="readings">All of the series, by time.</param>
    /// <param name="profile">Judges.</param>
    public static SeriesDay Of(DateOnly date, TimeRange during, IReadOnlyList<Reading> readings, StorageProfile profile)
    {
        ArgumentNullException.ThrowIfNull(readings);
        ArgumentNullException.ThrowIfNull(profile);
        Instant end = during.End!.Value;
        TemperatureFigures figures = TemperatureFigures.Over(during, readings, profile, end);
        // A value is beyond at most one bound, so the time beyond each is the time out with the other bound left off.
        TemperatureFigures above = TemperatureFigures.Over(during, readings, profile with { Low = null }, end);
        TemperatureFigures below = TemperatureFigures.Over(during, readings, profile with { High = null }, end);
        Temperature? last = readings.Count > 0 && readings[^1].MeasuredAt == end ? readings[^1].Value : null;
        return new SeriesDay
        {
            Date = date,
            Figures = figures,
            AboveMilliseconds = above.OutMilliseconds,
            BelowMilliseconds = below.OutMilliseconds,
            Lowest = figures.Lowest is { } low && last is { } other && other > low ? low : last ?? figures.Lowest,
            Highest = figures.Highest is { } high && last is { } value && value < high ? high : last ?? figures.Highest,
            Mean = figures.Mean ?? last,
        };
    }
}
