using ColdChain.Core.Keeping;

using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.Excursions.Oracle;

/// <summary>Series on whole minutes: of an hour or of days, with values on the limits and one thousandth beside them.</summary>
internal static class RandomMinutes
{
    /// <summary>The edges of the bands and of the freeze rules, and one thousandth beside each.</summary>
    private static readonly int[] Edges =
        [-501, -500, -499, -1, 0, 1, 1_999, 2_000, 2_001, 7_999, 8_000, 8_001, 15_000, 15_001, 25_000, 25_001];

    private const int MostValues = 4;

    private static readonly (int Least, int Most, int MostStretches) Hours = (1, 15, 20);

    /// <summary>Long enough for 60 minutes in 24 hours to come and to go.</summary>
    private static readonly (int Least, int Most, int MostStretches) ADay = (2, 60, 30);

    /// <summary>Long enough for 10 hours in 48.</summary>
    private static readonly (int Least, int Most, int MostStretches) Days = (20, 600, 12);

    /// <summary>One number decides everything: to draw each part from its own generator costs more than to judge.</summary>
    public static Arbitrary<MinuteSeries> Any() =>
        Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(seed => Series(new Random(seed))), Simpler);

    private static MinuteSeries Series(Random random)
    {
        StorageProfile profile = StandardProfiles.All[random.Next(StandardProfiles.All.Length)];
        profile = random.Next(2) == 0 ? profile : profile with { AlarmRules = [.. profile.AlarmRules.Reverse()] };
        int begin = random.Next(400);
        (int, int) stock = Pick(random, [(2, (0, 0)), (2, (0, int.MaxValue)), (1, (begin, begin + random.Next(2_000)))]);
        (int least, int most, int mostStretches) = Pick(random, [(4, Hours), (4, ADay), (2, Days)]);
        Stretch[] stretches = [.. Enumerable.Range(0, random.Next(1, mostStretches + 1))
            .Select(_ => AnyStretch(profile, random.Next(least, most + 1), random))];
        return new MinuteSeries(profile, stock, stretches, JudgedAfter: random.Next(4) > 0 ? random.Next(13) : random.Next(900));
    }

    private static Stretch AnyStretch(StorageProfile profile, int minutes, Random random)
    {
        int step = Pick(random, [(5, random.Next(1, 4)), (3, random.Next(1, 31)), (1, random.Next(25, 91))]);
        int[] pool = Pick(random,
        [
            (4, Inside(profile)),
            (4, TooWarm(profile)),
            (profile.Low is null ? 0 : 3, TooCold(profile)),
            (3, Dithering(profile)),
            (2, OnTheEdge(profile)),
            (2, []),
        ]);
        int[] values = pool.Length == 0 ? pool : random.GetItems(pool, MostValues);
        return new Stretch(minutes, step, values, HasConflicts: random.Next(8) == 0);
    }

    private static T Pick<T>(Random random, ReadOnlySpan<(int Weight, T Value)> choices)
    {
        int sum = 0;
        foreach ((int weight, _) in choices)
        {
            sum += weight;
        }

        int left = random.Next(sum);
        int at = 0;
        while (left >= choices[at].Weight)
        {
            left -= choices[at++].Weight;
        }

        return choices[at].Value;
    }

    private static int[] Inside(StorageProfile profile) =>
        [High(profile), High(profile) - 1, High(profile) - 500, High(profile) - 3_000, Low(profile) + 1_000, Low(profile)];

    private static int[] TooWarm(StorageProfile profile) =>
        [High(profile) + 1, High(profile) + 300, High(profile) + 2_000, High(profile) + 7_001, High(profile) + 18_000];

    private static int[] TooCold(StorageProfile profile) =>
        [Low(profile) - 1, Low(profile) - 300, Low(profile) - 2_000, Low(profile) - 2_500, Low(profile) - 2_501, Low(profile) - 9_000];

    /// <summary>Out and back again before a rule that waits has waited.</summary>
    private static int[] Dithering(StorageProfile profile) => [High(profile) + 1, High(profile) + 900, High(profile)];

    private static int[] OnTheEdge(StorageProfile profile) => profile.Kind is StorageKind.Fridge or StorageKind.ColdBox
        ? Edges
        : [High(profile) - 1, High(profile), High(profile) + 1, Low(profile) - 1, Low(profile), Low(profile) + 1];

    private static int High(StorageProfile profile) => profile.High!.Value.MilliCelsius;

    private static int Low(StorageProfile profile) => profile.Low?.Value.MilliCelsius ?? High(profile) - 8_000;

    /// <summary>A counterexample is told with as few stretches as still fail.</summary>
    private static IEnumerable<MinuteSeries> Simpler(MinuteSeries series)
    {
        for (int left = 0; left < series.Stretches.Count && series.Stretches.Count > 1; left++)
        {
            yield return series with { Stretches = [.. series.Stretches.Where((_, index) => index != left)] };
        }

        for (int at = 0; at < series.Stretches.Count; at++)
        {
            Stretch stretch = series.Stretches[at];
            foreach (Stretch simpler in Simpler(stretch))
            {
                yield return series with { Stretches = [.. series.Stretches.Select((one, index) => index == at ? simpler : one)] };
            }
        }
    }

    private static IEnumerable<Stretch> Simpler(Stretch stretch)
    {
        if (stretch.HasConflicts)
        {
            yield return stretch with { HasConflicts = false };
        }

        if (stretch.Values.Count > 1)
        {
            yield return stretch with { Values = [.. stretch.Values.Take(1)] };
            yield return stretch with { Values = [.. stretch.Values.Skip(1)] };
        }

        if (stretch.Minutes > 1)
        {
            yield return stretch with { Minutes = stretch.Minutes / 2 };
            yield return stretch with { Minutes = stretch.Minutes - 1 };
        }
    }
}
