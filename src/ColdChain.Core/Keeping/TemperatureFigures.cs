using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Keeping;

/// <summary>How warm one sensor or one storage unit was over a stretch of time, such as a day (EX-14).</summary>
/// <remarks>
/// The four times are whole milliseconds and add up to the stretch exactly, a day of 23 or 25 hours included.
/// Lowest, highest and mean are of the temperatures that held within it, so they agree with the times: a day whose
/// highest is 7.9 °C has no time too warm.
/// </remarks>
public sealed record TemperatureFigures
{
    public required TimeRange During { get; init; }

    /// <summary>Null when nothing was observed.</summary>
    public Temperature? Lowest { get; init; }

    public Temperature? Highest { get; init; }

    /// <summary>Each temperature weighted by how long it held; halves of a m°C round away from zero.</summary>
    public Temperature? Mean { get; init; }

    /// <summary>Readings measured within the stretch, of all sensors together.</summary>
    public int ReadingCount { get; init; }

    /// <summary>Every sensor of the unit was heard and in range.</summary>
    public long InRangeMilliseconds { get; init; }

    /// <summary>At least one sensor was out of range.</summary>
    public long OutMilliseconds { get; init; }

    /// <summary>None was out, but of one (or of all) nobody knows (EX-09). Never counted as in range.</summary>
    public long UnobservedMilliseconds { get; init; }

    /// <summary>Not yet passed.</summary>
    public long AheadMilliseconds { get; init; }

    /// <summary>Sum of m°C times milliseconds held, over all sensors: what the mean is made of.</summary>
    internal Int128 Weighted { get; init; }

    internal long WeightMilliseconds { get; init; }

    public TimeSpan InRange => TimeSpan.FromMilliseconds(InRangeMilliseconds);

    public TimeSpan Out => TimeSpan.FromMilliseconds(OutMilliseconds);

    public TimeSpan Unobserved => TimeSpan.FromMilliseconds(UnobservedMilliseconds);

    /// <summary>Worst case over the sensors given: one out of range is the unit's, one silent is nobody's knowledge.</summary>
    /// <param name="during">What is asked for; must have an end.</param>
    /// <param name="series">One for each sensor, and each placement of it. None at all: everything is unobserved.</param>
    /// <param name="profile">Judges, and says how long a reading holds (EX-06).</param>
    /// <param name="now">Time from here on is ahead.</param>
    /// <exception cref="ArgumentException">The stretch has no end, or readings are not in order.</exception>
    public static TemperatureFigures Over(
        TimeRange during, IReadOnlyList<PlacedSeries> series, StorageProfile profile, Instant now)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(profile);
        if (during.End is not { } end)
        {
            throw new ArgumentException("Figures are of a stretch that ends.", nameof(during));
        }

        Instant until = Instant.Max(during.Start, Instant.Min(end, now));
        FiguresFold fold = new(new TimeRange(during.Start, until), profile);
        foreach (PlacedSeries one in series)
        {
            fold.Add(one);
        }

        return fold.Sum(during) with { AheadMilliseconds = end.UnixMilliseconds - until.UnixMilliseconds };
    }

    /// <summary>The figures of neighbouring stretches as those of the whole, each judged by what was valid in it (EX-38).</summary>
    /// <param name="parts">In order of time, each beginning where the one before ends; at least one.</param>
    /// <exception cref="ArgumentException">There is none, or there is a hole between two.</exception>
    public static TemperatureFigures Joined(IReadOnlyList<TemperatureFigures> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0 || parts.Zip(parts.Skip(1)).Any(pair => pair.First.During.End != pair.Second.During.Start))
        {
            throw new ArgumentException("Stretches are joined that follow one another.", nameof(parts));
        }

        Int128 weighted = parts.Aggregate((Int128)0, (sum, part) => sum + part.Weighted);
        long weight = parts.Sum(part => part.WeightMilliseconds);
        return new TemperatureFigures
        {
            During = new TimeRange(parts[0].During.Start, parts[^1].During.End),
            Lowest = parts.Min(part => part.Lowest),
            Highest = parts.Max(part => part.Highest),
            Weighted = weighted,
            WeightMilliseconds = weight,
            Mean = MeanOf(weighted, weight) ?? parts.Min(part => part.Lowest),
            ReadingCount = parts.Sum(part => part.ReadingCount),
            InRangeMilliseconds = parts.Sum(part => part.InRangeMilliseconds),
            OutMilliseconds = parts.Sum(part => part.OutMilliseconds),
            UnobservedMilliseconds = parts.Sum(part => part.UnobservedMilliseconds),
            AheadMilliseconds = parts.Sum(part => part.AheadMilliseconds),
        };
    }

    /// <summary>Halves of a m°C round away from zero; null when nothing was held.</summary>
    internal static Temperature? MeanOf(Int128 weighted, long weightMilliseconds)
    {
        if (weightMilliseconds == 0)
        {
            return null;
        }

        Int128 half = weightMilliseconds / 2;
        return Temperature.FromMilliCelsius((int)((weighted + (weighted < 0 ? -half : half)) / weightMilliseconds));
    }

    /// <summary>One sensor that sat there all the time.</summary>
    public static TemperatureFigures Over(
        TimeRange during, IReadOnlyList<Readings.Reading> readings, StorageProfile profile, Instant now) =>
        Over(during, [new PlacedSeries(new TimeRange(Instant.FromUnixMilliseconds(0), null), readings)], profile, now);
}
