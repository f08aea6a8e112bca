using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Observing;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Testing;

using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.Observing;

/// <summary>What the watch says of the story of a fridge; and stories of every kind.</summary>
internal static class Observed
{
    public static IReadOnlyList<ObservationFinding> FindingsBy(this Fridge fridge, double minute) =>
        Observation.Over(fridge.Readings, fridge.Profile, Fridge.Minute(minute));

    public static ObservationFinding OnlyFindingBy(this Fridge fridge, double minute) =>
        Assert.Single(fridge.FindingsBy(minute));

    public static ObservationFinding? FindingOf(this Fridge fridge, ObservationKind kind) =>
        fridge.FindingsBy(fridge.NextMinute).SingleOrDefault(finding => finding.Kind == kind);

    public static (double From, double? Until) Minutes(this ObservationFinding finding) =>
        ((finding.StartedAt - Fridge.Begin).TotalMinutes, (finding.EndedAt - Fridge.Begin)?.TotalMinutes);

    /// <summary>Values that repeat and jump, silences of any length, faults, power that goes and comes.</summary>
    public static Arbitrary<ObservedSeries> AnySeries()
    {
        Gen<(int Seconds, int MilliCelsius, int Twist)> step =
            from seconds in Gen.Frequency((8, Gen.Choose(1, 300)), (3, Gen.Choose(300, 10_000)), (1, Gen.Choose(10_000, 100_000)))
            from value in Gen.Frequency((6, Gen.Constant(5_000)), (2, Gen.Constant(0)), (2, Gen.Choose(-3_000, 12_000)), (2, Gen.Choose(15_000, 45_000)))
            from twist in Gen.Choose(0, 19)
            select (seconds, value, twist);
        return Gen.ArrayOf(step).Where(steps => steps.Length > 0).Select(Series).ToArbitrary();
    }

    private static ObservedSeries Series((int Seconds, int MilliCelsius, int Twist)[] steps)
    {
        Instant at = Some.Midnight;
        List<Reading> readings = [];
        List<FaultSeen> faults = [];
        List<PowerChange> power = [];
        foreach ((int seconds, int milliCelsius, int twist) in steps)
        {
            at += TimeSpan.FromSeconds(seconds);
            ReadingFlags flags = twist == 3 ? ReadingFlags.ClockSuspect : ReadingFlags.None;
            readings.Add(new Reading(Some.Sensor, at, Temperature.FromMilliCelsius(milliCelsius), flags));
            if (twist < 3)
            {
                faults.Add(new FaultSeen(Some.Sensor, at + TimeSpan.FromSeconds(twist * 700), (SensorFault)twist));
            }
            else if (twist is 4 or 5)
            {
                power.Add(new PowerChange(at, IsBack: twist == 4));
            }
        }

        return new ObservedSeries(readings) { Faults = [.. faults.OrderBy(fault => fault.At)], Power = power };
    }

    /// <summary>Readings of a few values, so that some repeat for days; each at most two hours after the one before, or not.</summary>
    public static Arbitrary<Reading[]> RepeatingSeries()
    {
        Gen<(int Seconds, int MilliCelsius, int Times)> run =
            from seconds in Gen.Frequency((6, Gen.Choose(3_000, 7_100)), (1, Gen.Choose(7_100, 7_300)))
            from value in Gen.Elements(5_000, 5_001, 0, 9_000)
            from times in Gen.Choose(1, 90)
            select (seconds, value, times);
        return Gen.ArrayOf(run).Where(runs => runs.Length > 0).Select(runs =>
        {
            Instant at = Some.Midnight;
            return runs.SelectMany(one => Enumerable.Range(0, one.Times).Select(_ => new Reading(
                Some.Sensor, at += TimeSpan.FromSeconds(one.Seconds), Temperature.FromMilliCelsius(one.MilliCelsius), ReadingFlags.None)))
                .ToArray();
        }).ToArbitrary();
    }
}
