using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Server.History;

/// <summary>The time series: every reading that was admitted, exactly once, for ever (G1 to G3).</summary>
/// <remarks>
/// What is read here is what was measured at a moment; the extremes of a logger's days arrive by the same door and are
/// read by <see cref="IDailyExtremes"/> alone.
/// Safe for many callers at once. Readers see what was durable when they began and never wait for writers. One contract
/// suite (tests/ColdChain.Server.Tests/History) says what every implementation must do.
/// </remarks>
public interface IReadingHistory : IStoredReadings
{
    /// <summary>Stores what is new and answers once it is fsynced. The same arrival any number of times has the effect of one.</summary>
    Task<ArrivalOutcome> AppendAsync(Arrival arrival, CancellationToken cancellationToken);

    /// <summary>The newest reading of each of these sensors by time of measurement; sensors without any are left out.</summary>
    Task<IReadOnlyDictionary<SensorId, StoredReading>> LatestAsync(
        IReadOnlyCollection<SensorId> sensors, CancellationToken cancellationToken);

    /// <summary>
    /// The range cut into so many equal stretches, those left out in which nothing was measured. Lowest and highest of each
    /// are those of its readings, so that a spike of one reading survives any reduction.
    /// </summary>
    /// <param name="sensor">One that never sent anything has none.</param>
    /// <param name="during">Must have an end.</param>
    /// <param name="buckets">At least one.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<IReadOnlyList<ReadingBucket>> ReduceAsync(
        SensorId sensor, TimeRange during, int buckets, CancellationToken cancellationToken);

    /// <summary>
    /// For each of these sensors one line for each of these stretches in which it measured anything; sensors without any
    /// are left out. Days that the history seals as a whole cost no look at their readings.
    /// </summary>
    /// <param name="sensors">Any number.</param>
    /// <param name="days">Each with an end, by time and apart from each other: the days of a place (<see cref="LocalDays"/>).</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<IReadOnlyDictionary<SensorId, IReadOnlyList<ReadingBucket>>> FiguresAsync(
        IReadOnlyCollection<SensorId> sensors, IReadOnlyList<TimeRange> days, CancellationToken cancellationToken);

    /// <summary>
    /// Where nothing was measured for longer than that: between two readings of which one may lie outside of the range,
    /// and at its ends. Each gap is cut to the range.
    /// </summary>
    /// <param name="sensor">For one that never sent anything the whole range is a gap.</param>
    /// <param name="during">Must have an end.</param>
    /// <param name="longest">Longer than this is a gap.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<IReadOnlyList<TimeRange>> GapsAsync(
        SensorId sensor, TimeRange during, TimeSpan longest, CancellationToken cancellationToken);
}
