using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using FirmwareSim.Physics;

namespace FirmwareSim.Tests.Forecasting;

/// <summary>A fridge, its room, its load, its probe and its staff, all drawn from one seed; its readings as they would be stored.</summary>
internal sealed class RandomFridge
{
    /// <summary>2026-11-22 07:00 in UTC; each seed begins at an hour of its own.</summary>
    private const long Somewhen = 1_795_330_800;

    private const long SettlingSeconds = 6 * 3_600;

    private const int TransmitterStep = 100;

    private static readonly SensorId Sensor = SensorId.Parse("trial/fridge-1/top", CultureInfo.InvariantCulture);

    private static readonly int[] Intervals = [30, 60, 60, 120, 300, 600];

    private readonly InstrumentedFridge _fridge;
    private readonly List<Reading> _readings = [];
    private readonly int _resolution;

    public RandomFridge(ulong seed)
    {
        SeededRandom draw = new(StableNoise.Mix(seed, 0));
        FridgeKind kind = draw.NextBelow(10) switch
        {
            < 7 => FridgeKind.Refrigerator,
            7 => FridgeKind.IceLined,
            8 => FridgeKind.ColdRoom,
            _ => FridgeKind.Freezer,
        };
        double volume = kind == FridgeKind.ColdRoom ? Between(8_000, 60_000) : Between(60, 400);
        double load = volume * Between(0.03, 0.3);
        Room room = new(Between(14, 34), Between(0, 5), Between(0, 2), TimeSpan.FromHours(8), seed);
        Doors = draw.NextBelow(25);
        Probe probe = new(Between(60, 600), Between(-0.7, 0.9), Between(0.003, 0.04), seed + 1);
        IntervalSeconds = Intervals[draw.NextBelow(Intervals.Length)];
        _resolution = draw.NextBelow(2) == 0 ? 1 : TransmitterStep;
        long start = Somewhen + draw.NextBelow(30 * 86_400);
        FridgeStory story = new([], [], new DoorHabit(Doors, room.UtcOffset, seed + 2));
        _fridge = new InstrumentedFridge(FridgeDesigns.For(kind, volume, load), room, story, [probe], start);
        Limit = new Limit(LimitSide.High, Temperature.FromMilliCelsius(kind == FridgeKind.Freezer ? -15_000 : 8_000), Inclusive: true);
        Kind = kind;
        _fridge.AdvanceTo(start + SettlingSeconds);

        double Between(double least, double most) => least + (draw.NextFraction() * (most - least));
    }

    public FridgeKind Kind { get; }

    public int Doors { get; }

    public int IntervalSeconds { get; }

    public Limit Limit { get; }

    public IReadOnlyList<Reading> Readings => _readings;

    public Instant Now => At(_fridge.Second);

    /// <summary>From now on it has no power.</summary>
    public void CutPower() => _fridge.Continue(_fridge.Story.WithPowerCut(new SecondRange(_fridge.Second, long.MaxValue)));

    /// <summary>From now on for so long.</summary>
    public void OpenDoor(int seconds) => _fridge.Continue(
        _fridge.Story with { DoorOpenings = [new SecondRange(_fridge.Second, _fridge.Second + seconds)] });

    /// <summary>Up to the next reading, which is stored.</summary>
    public Reading Next()
    {
        _fridge.AdvanceTo(_fridge.Second + IntervalSeconds);
        int shown = (int)Math.Round(_fridge.ReadMilliCelsius(0) / (double)_resolution, MidpointRounding.AwayFromZero) * _resolution;
        _readings.Add(new Reading(Sensor, Now, Temperature.FromMilliCelsius(shown), ReadingFlags.None));
        return _readings[^1];
    }

    public void Run(TimeSpan time)
    {
        Instant until = Now + time;
        while (Now < until)
        {
            Next();
        }
    }

    private static Instant At(long second) => Instant.FromUnixMilliseconds(second * 1_000);
}
