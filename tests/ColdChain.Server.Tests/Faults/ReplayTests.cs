using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Server.History;
using ColdChain.Server.Tests.Ingest;
using ColdChain.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Faults;

/// <summary>F9: whole buffers that come again and again, from two journals, in any order, mixed with what is live.</summary>
[Trait(FaultRun.Family, "F9-server")]
public sealed class ReplayTests
{
    private const int UsualBuffers = 8;
    private const int MostBuffers = 100;
    private const int Readings = 300;
    private const long Minute = 60_000;
    private const int AtOnce = 3;

    private static readonly SensorId Top = SensorId.Parse(AgentUnderTest.Top, null);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Buffers_that_are_sent_two_to_five_times_count_once_and_are_judged_as_if_they_had_come_in_order()
    {
        int seed = FaultRun.Seed();
        Random random = new(seed);
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient client = server.Anonymous();
        AgentUnderTest agent = new(client);
        SortedDictionary<long, int> truth = [];
        int buffers = Math.Min(FaultRun.Count(UsualBuffers), MostBuffers);
        int repeated = 0;
        for (int buffer = 0; buffer < buffers; buffer++)
        {
            List<ReadingBatch> requests = Requests(random, Day(random, buffer, truth), buffer);
            repeated += requests.Count;
            await Parallel.ForEachAsync(
                requests, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Token }, async (batch, _) => await agent.DeliverAsync(batch));
        }

        string what = FaultRun.Again(seed);
        IReadingHistory history = server.App.Services.GetRequiredService<IReadingHistory>();
        IReadOnlyList<StoredReading> stored = await history.ReadAsync(Top, new TimeRange(Instant.FromUnixMilliseconds(0), null), Token);
        Assert.True(
            truth.Select(one => (one.Key, one.Value)).SequenceEqual(stored.Select(one => (one.MeasuredAt.UnixMilliseconds, one.Value.MilliCelsius))),
            $"{what}: {stored.Count} readings are stored, {truth.Count} were measured");
        HashSet<(long, long?, int)> expected = ExcursionTruth.InOnePass(Top, truth);
        await Eventually.HoldsAsync(() => ExcursionTruth.HasRested(server), "everything is judged", TimeSpan.FromSeconds(60), Token);
        HashSet<(long, long?, int)> recorded = await ExcursionTruth.RecordedAsync(server, Top);
        Assert.True(
            expected.SetEquals(recorded),
            $"{what}: not on record {string.Join(", ", expected.Except(recorded))}; on record only {string.Join(", ", recorded.Except(expected))}");
        Assert.True(repeated > buffers * 20 && expected.Count > buffers, $"{what}: {repeated} requests, {expected.Count} excursions: that is no load");
        FaultRun.Report("F9-server", buffers, seed);
    }

    /// <summary>Five hours of a day of its own, going back from now; the fridge is out now and then.</summary>
    private static List<(long At, int Value)> Day(Random random, int buffer, SortedDictionary<long, int> truth)
    {
        long start = AgentUnderTest.Start - ((buffer + 1) * 1_440 * Minute);
        List<(long At, int Value)> day = [];
        bool isOut = false;
        for (int minute = 0; minute < Readings; minute++)
        {
            isOut = random.Next(20) == 0 ? !isOut : isOut;
            (long at, int value) = (start + (minute * Minute), (isOut ? 8_500 : 4_000) + random.Next(400));
            truth.Add(at, value);
            day.Add((at, value));
        }

        return day;
    }

    /// <summary>In batches of 10 to 40, each two to five times and from both journals, in any order, some in the live lane.</summary>
    private static List<ReadingBatch> Requests(Random random, List<(long At, int Value)> day, int buffer)
    {
        List<ReadingBatch> requests = [];
        long sequence = (buffer * 1_000) + 1;
        for (int from = 0; from < day.Count;)
        {
            int count = Math.Min(random.Next(10, 40), day.Count - from);
            WireReading[] readings = [.. day.Skip(from).Take(count).Select(one => new WireReading(sequence++, one.At, one.Value, 0))];
            for (int times = random.Next(2, 6); times > 0; times--)
            {
                requests.Add(AgentUnderTest.Batch(AgentUnderTest.Top, readings) with
                {
                    Journal = times % 2 == 0 ? AgentUnderTest.Journal : "8f0c2d4e8a1b4c6d9e0f112233445566",
                    Lane = random.Next(3) == 0 ? ReadingBatch.LiveLane : ReadingBatch.BacklogLane,
                });
            }

            from += count;
        }

        ReadingBatch[] shuffled = [.. requests];
        random.Shuffle(shuffled);
        return [.. shuffled];
    }
}
