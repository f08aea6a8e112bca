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

    private static readonly (int Least, int Most, int MostStretches) Hours = (1, 15, 20);

    /// <summary>Long enough for 60 minutes in 24 hours to come and to go.</summary>
    private static readonly (int Least, int Most, int MostStretches) ADay = (2, 60, 50);

    /// <summary>Long enough for 10 hours in 48.</summary>
    private static readonly (int Least, int Most, int MostStretches) Days = (20, 600, 20);

    public static Arbitrary<MinuteSeries> Any() => Under([.. StandardProfiles.All]);

    public static Arbitrary<MinuteSeries> Under(params StorageProfile[] profiles) => Arb.From(
        from profile in Gen.Elements(profiles)
        from stock in Gen.Frequency((2, Gen.Constant((From: 0, Until: 0))), (2, Gen.Constant((From: 0, Until: int.MaxValue))), (1, AnyStock()))
        from scale in Gen.Frequency((3, Gen.Constant(Hours)), (4, Gen.Constant(ADay)), (2, Gen.Constant(Days)))
        from count in Gen.Choose(1, scale.MostStretches)
        from stretches in Gen.ListOf(AnyStretch(profile, scale.Least, scale.Most), count)
        from after in Gen.Frequency((3, Gen.Choose(0, 12)), (1, Gen.Choose(0, 900)))
        select new MinuteSeries(profile, stock, [.. stretches], after),
        Simpler);

    private static Gen<(int From, int Until)> AnyStock() =>
        from begin in Gen.Choose(0, 400)
        from length in Gen.Choose(0, 2_000)
        select (begin, begin + length);

    private static Gen<Stretch> AnyStretch(StorageProfile profile, int least, int most) =>
        from minutes in Gen.Choose(least, most)
        from step in Gen.Frequency((5, Gen.Choose(1, 3)), (3, Gen.Choose(1, 30)), (1, Gen.Choose(25, 90)))
        from pool in Gen.Frequency(
            (4, Gen.Constant(Inside(profile))),
            (4, Gen.Constant(TooWarm(profile))),
            (profile.Low is null ? 0 : 3, Gen.Constant(TooCold(profile))),
            (3, Gen.Constant(Dithering(profile))),
            (2, Gen.Constant(OnTheEdge(profile))),
            (2, Gen.Constant<int[]>([])))
        from values in pool.Length == 0 ? Gen.Constant(pool) : Gen.ArrayOf(Gen.Elements(pool), 4)
        from conflicts in Gen.Frequency((7, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new Stretch(minutes, step, values, conflicts);

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
