using ColdChain.Core.Integrity;
using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Server.Tests.History.Integrity;

/// <summary>Days of readings as fridges make them, and days as nothing makes them.</summary>
internal static class SomeDays
{
    /// <summary>2026-11-22, in minutes since 1970.</summary>
    public const int Midnight = 29_700_000;

    private static readonly Gen<int> AnyNumber = Gen.OneOf(
        Gen.Elements(0, 1, -1, 100, 60_000, 86_399_999, int.MinValue, int.MaxValue, int.MinValue + 1), Gen.Choose(-400, 400),
        Gen.Choose(int.MinValue, int.MaxValue));

    /// <summary>Any numbers in any order.</summary>
    public static Arbitrary<KeptDay> Any { get; } = DayOf(
        AnyNumber.SelectMany(offset => AnyNumber.SelectMany(value => AnyNumber.SelectMany(minute => AnyNumber.SelectMany(
            journal => Gen.Choose(0, ushort.MaxValue).Select(
                flags => new KeptReading(offset, value, (ushort)flags, minute, journal)))))).ArrayOf());

    /// <summary>Days of a fridge: some interval, some jitter, some resolution, some lost readings, batches, two agents.</summary>
    public static Arbitrary<KeptDay> Fridges { get; } = DayOf(Gen.Choose(0, int.MaxValue).Select(seed => Fridge(new Random(seed))));

    public static KeptReading[] Fridge(Random random)
    {
        int interval = Pick(random, 10_000, 60_000, 600_000, 900_000);
        int jitter = Pick(random, 0, 0, 1, 8, 2_000);
        int step = Pick(random, 10, 100, 62, 500);
        int batch = Pick(random, 1, 1, 5, 30);
        int lost = Pick(random, 0, 0, 3, 40);
        int value = random.Next(-25_000, 9_000);
        List<KeptReading> readings = [];
        for (int offset = random.Next(interval); offset < 86_400_000 - jitter; offset += interval)
        {
            value += random.Next(-2, 3) * step;
            if (random.Next(100) >= lost)
            {
                int sent = (readings.Count / batch * batch * interval) + (batch * interval) + random.Next(3_000);
                readings.Add(new KeptReading(
                    offset + random.Next(jitter + 1), value, (ushort)(random.Next(300) == 0 ? 3 : 1), Midnight + (sent / 60_000),
                    random.Next(100) == 0 ? 305 : 12));
            }
        }

        return [.. readings];
    }

    private static Arbitrary<KeptDay> DayOf(Gen<KeptReading[]> readings) =>
        readings.SelectMany(first => Gen.OneOf(Gen.Constant<KeptReading[]>([]), readings).Select(
            second => new KeptDay(first, second.AsMemory(0, Math.Min(second.Length, 40))))).ToArbitrary();

    private static int Pick(Random random, params ReadOnlySpan<int> of) => of[random.Next(of.Length)];
}
