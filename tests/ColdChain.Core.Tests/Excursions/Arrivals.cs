using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Tests.Excursions.Oracle;

using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.Excursions;

/// <summary>How a series came in: off the whole minutes, with faults, twice, in another order, in pieces.</summary>
/// <param name="Series">What was measured.</param>
/// <param name="Seed">Decides everything else, so that a series can be told in fewer stretches and arrive the same way.</param>
internal sealed record Arrivals(MinuteSeries Series, int Seed)
{
    /// <summary>Of how many readings one is a fault instead: it carries no temperature, so it is silence to the detector (EX-23).</summary>
    private const int FaultOneIn = 30;

    private const int TwiceOneIn = 10;
    private const int MostChunks = 8;

    public static Arbitrary<Arrivals> Any()
    {
        Arbitrary<MinuteSeries> series = RandomMinutes.Any();
        return Arb.From(
            from one in series.Generator
            from seed in Gen.Choose(0, int.MaxValue - 1)
            select new Arrivals(one, seed),
            arrivals => series.Shrinker(arrivals.Series).Select(simpler => arrivals with { Series = simpler }));
    }

    /// <summary>Everything that arrives, in the order in which it does; at least one piece, none of them empty.</summary>
    public IReadOnlyList<Reading[]> Chunks()
    {
        Random random = new(Seed);
        Reading[] order = Order([.. Measured(random)], random);
        int chunks = random.Next(1, MostChunks);
        List<Reading[]> pieces = [];
        for (int at = 0; at < order.Length; at += pieces[^1].Length)
        {
            int length = random.Next(1, Math.Max(2, 2 * order.Length / chunks));
            pieces.Add(order[at..Math.Min(order.Length, at + length)]);
        }

        return pieces;
    }

    /// <summary>One for each moment, by time, as one pass over everything would see them.</summary>
    public static IReadOnlyList<Reading> Sorted(IEnumerable<Reading[]> chunks, StorageProfile profile) =>
        [.. chunks.SelectMany(chunk => chunk).GroupBy(reading => reading.MeasuredAt).OrderBy(moment => moment.Key).Select(
            moment => moment.Aggregate((one, other) => one with { Value = profile.FurtherOut(one.Value, other.Value) }))];

    private IEnumerable<Reading> Measured(Random random)
    {
        int mostJitter = random.Next(2) == 0 ? 1 : 60_000;
        foreach ((int minute, IReadOnlyList<int> values) in Series.Stored().Index())
        {
            TimeSpan jitter = TimeSpan.FromMilliseconds(random.Next(mostJitter));
            int repeats = random.Next(FaultOneIn) == 0 ? 0 : random.Next(TwiceOneIn) == 0 ? 2 : 1;
            foreach (int value in Enumerable.Repeat(values, repeats).SelectMany(all => all))
            {
                yield return new Reading(
                    Some.Sensor, MinuteSeries.At(minute) + jitter, Temperature.FromMilliCelsius(value), ReadingFlags.None);
            }
        }
    }

    /// <summary>As measured; or the newest first; or a middle part last; or anyhow.</summary>
    private static Reading[] Order(Reading[] readings, Random random)
    {
        int from = random.Next(readings.Length + 1);
        int until = random.Next(from, readings.Length + 1);
        switch (random.Next(4))
        {
            case 0:
                return readings;
            case 1:
                return [.. readings.Reverse()];
            case 2:
                return [.. readings[..from], .. readings[until..], .. readings[from..until]];
            default:
                random.Shuffle(readings);
                return readings;
        }
    }
}
