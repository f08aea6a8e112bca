using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Server.History;
using ColdChain.Testing;

using static ColdChain.Server.Tests.History.HistoryUnderTest;

namespace ColdChain.Server.Tests.History;

/// <summary>
/// Random lives of a history: readings late, doubled and contradicting, days sealed and bound at any moment, restarts in between. After
/// each, every way of reading says what plain lists say.
/// </summary>
public abstract class HistoryModelTests
{
    /// <summary>Minutes: everything is sealed then, and a root due that was not.</summary>
    private const int RootAfter = 20_000;

    private static readonly SensorId[] Sensors = [Top, Bottom];

    /// <summary>One life, and all that is read at its end.</summary>
    private protected async Task LiveAsync(int seed)
    {
        using TemporaryDirectory directory = new();
        Random random = new(seed);
        HistoryModel model = new();
        HistoryUnderTest history = await OpenAsync(directory.FullPath, isNew: true);
        int clock = 0;
        int sealedChunks = 0;
        long blocks = 0;
        for (int step = 0; step < 40; step++)
        {
            clock += random.Next(0, 900);
            switch (random.Next(11))
            {
                case 0:
                    await history.DisposeAsync();
                    history = await OpenAsync(directory.FullPath, isNew: false);
                    Assert.Empty(history.Memory.Damages);
                    break;
                case 1 or 2:
                    sealedChunks += await history.Sealer.SealDueAsync(Minute(clock), TestContext.Current.CancellationToken);
                    break;
                case 3:
                    await WorkAsync(history);
                    break;
                case 4 when step > 15:
                    blocks = Math.Max(blocks, await history.BindAsync(Minute(clock + RootAfter)));
                    break;
                default:
                    await AppendAsync(history, model, random, clock);
                    break;
            }
        }

        await EndAsync(history);
        await CompareAsync(history, model, random, clock);
        await SealBindAndCompareAsync(history, directory.FullPath, (model, random, clock), blocks);
        Assert.True(sealedChunks > 0, "no day was sealed: the run says nothing");
    }

    /// <summary>All that is read stays what it was: sealed, bound, and opened again.</summary>
    private async Task SealBindAndCompareAsync(
        HistoryUnderTest history, string folder, (HistoryModel Model, Random Random, int Clock) life, long blocks)
    {
        await history.Sealer.SealDueAsync(Minute(life.Clock + RootAfter), TestContext.Current.CancellationToken);
        blocks = Math.Max(blocks, await history.BindAsync(Minute(life.Clock + (2 * RootAfter))));
        await CompareAsync(history, life.Model, life.Random, life.Clock);
        await history.DisposeAsync();
        await using HistoryUnderTest after = await OpenAsync(folder, isNew: false);
        Assert.Empty(after.Memory.Damages);
        await CompareAsync(after, life.Model, life.Random, life.Clock);
        await LastAsync(after, blocks);
    }

    /// <summary>What this implementation does besides, from time to time.</summary>
    private protected abstract Task WorkAsync(HistoryUnderTest history);

    /// <summary>Before all is compared; fails when this life did not meet what is special of this implementation.</summary>
    private protected virtual Task EndAsync(HistoryUnderTest history) => Task.CompletedTask;

    /// <summary>When all was compared.</summary>
    /// <param name="history">Opened anew.</param>
    /// <param name="blocks">How many there were at most.</param>
    private protected virtual Task LastAsync(HistoryUnderTest history, long blocks) => Task.CompletedTask;

    /// <summary>Over the same folder: the process after the one before.</summary>
    private protected abstract Task<HistoryUnderTest> OpenAsync(string directory, bool isNew);

    private static async Task AppendAsync(HistoryUnderTest history, HistoryModel model, Random random, int clock)
    {
        int count = random.Next(1, 60);
        int from = random.Next(3) == 0 ? random.Next(0, clock + 1) : clock;
        int step = random.Next(1, 40);
        List<ArrivedReading> readings =
        [
            .. Enumerable.Range(0, count).Select(index => Reading(
                random.Next(1, 100_000),
                from + (random.Next(12) == 0 ? random.Next(0, 200) : index * step),
                4_000 + (random.Next(0, 3) * 100),
                Sensors[random.Next(Sensors.Length)])),
        ];
        Arrival arrival = Of(random.Next(4) == 0 ? [.. readings.OrderBy(_ => random.Next())] : readings) with { StoredAt = Minute(clock + 0.5) };
        ArrivalOutcome.Durable outcome = await history.AppendAsync(arrival);
        Assert.Equal(model.Append(arrival), (outcome.Stored, outcome.Duplicates, outcome.Conflicts));
    }

    private static async Task CompareAsync(HistoryUnderTest history, HistoryModel model, Random random, int clock)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        foreach (SensorId sensor in Sensors)
        {
            TimeRange all = new(Minute(-1), Minute(clock + 5_000));
            Assert.Equal(model.Read(sensor, all), await history.AllOfAsync(sensor));
            for (int round = 0; round < 20; round++)
            {
                int from = random.Next(-2_000, clock + 100);
                TimeRange during = new(Minute(from), Minute(from + random.Next(1, 5_000)));
                IReadOnlyList<StoredReading> expected = model.Read(sensor, during);
                Assert.Equal(expected, await history.Readings.ReadAsync(sensor, during, token));
                int buckets = random.Next(1, 50);
                Assert.Equal(
                    ReadingReduction.Reduce(expected, ReadingReduction.Stretches(during, buckets)),
                    await history.Readings.ReduceAsync(sensor, during, buckets, token));
                Assert.Equal(model.LastBefore(sensor, during.Start), await history.Readings.LastBeforeAsync(sensor, during.Start, token));
                await CompareGapsAsync(history, model, sensor, during);
            }

            await CompareDaysAsync(history, model, sensor, clock);
        }
    }

    private static async Task CompareGapsAsync(HistoryUnderTest history, HistoryModel model, SensorId sensor, TimeRange during)
    {
        TimeSpan longest = TimeSpan.FromMinutes(30);
        Instant[] moments = [.. model.Read(sensor, new TimeRange(Instant.FromUnixMilliseconds(0), null)).Select(one => one.MeasuredAt).Distinct()];
        Instant[] near =
        [
            .. moments.Where(moment => moment < during.Start).TakeLast(1),
            .. moments.Where(during.Contains),
            .. moments.Where(moment => moment >= during.End).Take(1),
        ];
        Assert.Equal(
            ReadingReduction.Gaps(near, during, longest),
            await history.Readings.GapsAsync(sensor, during, longest, TestContext.Current.CancellationToken));
    }

    private static async Task CompareDaysAsync(HistoryUnderTest history, HistoryModel model, SensorId sensor, int clock)
    {
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(clock % 2 == 0 ? "Asia/Shanghai" : "America/New_York");
        DateOnly first = LocalDays.At(Midnight, zone);
        TimeRange[] days = [.. Enumerable.Range(0, 40).Select(number => LocalDays.During(first.AddDays(number), zone))];
        IReadOnlyDictionary<SensorId, IReadOnlyList<ReadingBucket>> figures =
            await history.Readings.FiguresAsync(Sensors, days, TestContext.Current.CancellationToken);
        Assert.Equal(
            ReadingReduction.Reduce(model.Read(sensor, new TimeRange(days[0].Start, days[^1].End)), days),
            figures.GetValueOrDefault(sensor, []));
    }
}
