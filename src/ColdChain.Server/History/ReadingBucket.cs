using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Server.History;

/// <summary>What was measured in a stretch of time, in one line: a spike of one reading shows in lowest or highest.</summary>
/// <param name="During">The stretch that was asked for, not that of the readings.</param>
/// <param name="Count">At least one; conflicts are not counted.</param>
/// <param name="Lowest">Of all values, those of conflicts too.</param>
/// <param name="Highest">Likewise.</param>
/// <param name="SumMilliCelsius">Of the counted values.</param>
/// <param name="FirstAt">The first counted reading.</param>
/// <param name="LastAt">The last counted reading.</param>
public readonly record struct ReadingBucket(
    TimeRange During, int Count, Temperature Lowest, Temperature Highest, long SumMilliCelsius, Instant FirstAt, Instant LastAt)
{
    /// <summary>To the thousandth of a degree; halves away from zero.</summary>
    public Temperature Mean => Temperature.FromMilliCelsius(
        (int)((SumMilliCelsius + (SumMilliCelsius >= 0 ? Count / 2 : -(Count / 2))) / Count));

    public static ReadingBucket Of(TimeRange during, in StoredReading first) =>
        new(during, 1, first.Value, first.Value, first.Value.MilliCelsius, first.MeasuredAt, first.MeasuredAt);

    /// <summary>With the next reading by time; a conflict widens and does not count.</summary>
    public ReadingBucket With(in StoredReading next) => this with
    {
        Count = Count + (next.IsConflict ? 0 : 1),
        Lowest = next.Value < Lowest ? next.Value : Lowest,
        Highest = next.Value > Highest ? next.Value : Highest,
        SumMilliCelsius = SumMilliCelsius + (next.IsConflict ? 0 : next.Value.MilliCelsius),
        LastAt = next.IsConflict ? LastAt : next.MeasuredAt,
    };

    /// <summary>With the figures of further readings of the same stretch.</summary>
    public ReadingBucket With(in ReadingBucket further) => this with
    {
        Count = Count + further.Count,
        Lowest = further.Lowest < Lowest ? further.Lowest : Lowest,
        Highest = further.Highest > Highest ? further.Highest : Highest,
        SumMilliCelsius = SumMilliCelsius + further.SumMilliCelsius,
        FirstAt = Instant.Min(FirstAt, further.FirstAt),
        LastAt = Instant.Max(LastAt, further.LastAt),
    };
}
