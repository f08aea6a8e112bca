using FirmwareSim.Physics;

namespace ColdChain.Benchmarks.History;

/// <summary>Fridges of firmware-sim's physics with three probes each, minute by minute.</summary>
/// <remarks>
/// Second by second a year of a fridge takes seconds, so a few tens of probes are simulated and every sensor of the county is one of them,
/// begun elsewhere in time and a little warmer or colder. Each fridge has its room, its doors and three power cuts a year.
/// </remarks>
internal static class SimulatedFridges
{
    public const int MinutesPerDay = 1_440;
    private const int SecondsPerDay = 86_400;
    private const int SecondsPerMinute = 60;
    private const int DaysBetweenCuts = 122;

    private static readonly TimeSpan Zone = TimeSpan.FromHours(8);

    private static readonly FridgeKind[] Kinds = [FridgeKind.Refrigerator, FridgeKind.IceLined, FridgeKind.Refrigerator, FridgeKind.ColdRoom];

    /// <summary>One array a probe, of thousandths of a degree, unrounded.</summary>
    public static int[][] Simulate(int fridges, int days, long endSecond)
    {
        int[][][] found = new int[fridges][][];
        Parallel.For(0, fridges, number => found[number] = SimulateOne(number, days, endSecond - ((long)days * SecondsPerDay)));
        return [.. found.SelectMany(probes => probes)];
    }

    private static int[][] SimulateOne(int number, int days, long startSecond)
    {
        ulong seed = StableNoise.SeedFor(5, $"fridge {number}");
        Probe[] probes =
        [
            new(240, 0.6, 0.02, StableNoise.Mix(seed, 1)),
            new(400, 0, 0.03, StableNoise.Mix(seed, 2)),
            new(150, -0.5, 0.05, StableNoise.Mix(seed, 3)),
        ];
        InstrumentedFridge fridge = new(
            FridgeDesigns.For(Kinds[number % Kinds.Length], 90 + (20 * (number % 7)), 4 + (3 * (number % 5))),
            new Room(22 + (number % 9), 3, 2.5, Zone, StableNoise.Mix(seed, 4)),
            new FridgeStory(Cuts(seed, days, startSecond), [], new DoorHabit(4 + (number % 12), Zone, StableNoise.Mix(seed, 5))),
            probes,
            startSecond - SecondsPerDay);
        int minutes = days * MinutesPerDay;
        int[][] values = [.. probes.Select(_ => new int[minutes])];
        for (int minute = 0; minute < minutes; minute++)
        {
            fridge.AdvanceTo(startSecond + ((long)minute * SecondsPerMinute));
            for (int probe = 0; probe < probes.Length; probe++)
            {
                values[probe][minute] = fridge.ReadMilliCelsius(probe);
            }
        }

        return values;
    }

    /// <summary>One to five hours, three times a year.</summary>
    private static List<SecondRange> Cuts(ulong seed, int days, long startSecond)
    {
        List<SecondRange> cuts = [];
        for (int day = 10; day < days; day += DaysBetweenCuts)
        {
            long from = startSecond + ((long)day * SecondsPerDay) + (long)(StableNoise.Fraction(seed, day) * 30 * SecondsPerDay);
            cuts.Add(new SecondRange(from, from + 3_600 + (long)(StableNoise.Fraction(seed, ~day) * 14_400)));
        }

        return cuts;
    }
}
