using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.History;

namespace ColdChain.Server.Tests.Alarming;

/// <summary>Every sensor's newest reading is the same, and nothing is known of what was before.</summary>
internal sealed class FixedHistory : IReadingHistory
{
    public Temperature Latest { get; set; } = Temperature.FromMilliCelsius(9_300);

    public Task<ArrivalOutcome> AppendAsync(Arrival arrival, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<StoredReading>> ReadAsync(
        SensorId sensor, TimeRange during, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredReading>>([]);

    public Task<StoredReading?> LastBeforeAsync(SensorId sensor, Instant moment, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyDictionary<SensorId, StoredReading>> LatestAsync(
        IReadOnlyCollection<SensorId> sensors, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<SensorId, StoredReading>>(sensors.ToDictionary(
            sensor => sensor,
            _ => new StoredReading(AlarmingUnderTest.Start, Latest, ReadingFlags.None, AlarmingUnderTest.Start, false)));

    public Task<IReadOnlyList<ReadingBucket>> ReduceAsync(
        SensorId sensor, TimeRange during, int buckets, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<SensorId, IReadOnlyList<ReadingBucket>>> FiguresAsync(
        IReadOnlyCollection<SensorId> sensors, IReadOnlyList<TimeRange> days, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<TimeRange>> GapsAsync(
        SensorId sensor, TimeRange during, TimeSpan longest, CancellationToken cancellationToken) => throw new NotSupportedException();
}
