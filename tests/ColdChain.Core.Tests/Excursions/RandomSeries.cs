using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.Excursions;

/// <summary>Series that wander over the limits, with gaps, of any length; and the profiles to judge them by.</summary>
internal static class RandomSeries
{
    public static readonly StorageProfile[] Profiles = [.. StandardProfiles.All.Where(profile => profile.Kind == StorageKind.Fridge)];

    public static Arbitrary<StorageProfile> AnyProfile() => Gen.Elements(Profiles).ToArbitrary();

    public static Arbitrary<Reading[]> AnySeries()
    {
        Gen<(int Seconds, int Degrees)> step =
            from seconds in Gen.Frequency((8, Gen.Choose(1, 400)), (2, Gen.Choose(300, 2_500)), (1, Gen.Choose(2_500, 50_000)))
            from kind in Gen.Frequency((5, Gen.Choose(3_000, 7_000)), (3, Gen.Choose(7_900, 9_000)), (2, Gen.Choose(-1_000, 2_100)))
            select (seconds, kind);
        return Gen.ArrayOf(step).Where(steps => steps.Length > 0).Select(Readings).ToArbitrary();
    }

    private static Reading[] Readings((int Seconds, int MilliCelsius)[] steps)
    {
        Instant at = Some.Midnight;
        return [.. steps.Select(step => new Reading(
            Some.Sensor, at += TimeSpan.FromSeconds(step.Seconds), Temperature.FromMilliCelsius(step.MilliCelsius), ReadingFlags.None))];
    }
}
