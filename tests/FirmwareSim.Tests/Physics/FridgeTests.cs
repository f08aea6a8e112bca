using FirmwareSim.Physics;
using FsCheck;
using FsCheck.Fluent;

namespace FirmwareSim.Tests.Physics;

public sealed class FridgeTests
{
    private const int Hour = 3_600;

    [Fact]
    public void Heat_in_less_heat_out_is_the_heat_that_stays() => Prop
        .ForAll(AnyFridge().ToArbitrary(), ArbMap.Default.ArbFor<int>(), (fridge, chance) =>
        {
            double before = fridge.StoredJoules;
            SeededRandom random = new((uint)Math.Abs((long)chance));
            bool power = true;
            bool door = false;
            for (int second = 0; second < 4 * Hour; second++)
            {
                power = random.NextBelow(3_000) == 0 ? !power : power;
                door = random.NextBelow(600) == 0 ? !door : door;
                fridge.Step(roomCelsius: 30, power, door);
            }

            double left = fridge.HeatInJoules - fridge.HeatOutJoules;
            double error = Math.Abs(fridge.StoredJoules - before - left);
            return error < 1e-9 * (Math.Abs(before) + fridge.HeatInJoules + fridge.HeatOutJoules);
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Without_power_it_warms_to_the_room_and_never_above_it() => Prop
        .ForAll(AnyFridge().ToArbitrary(), Gen.Choose(10, 40).ToArbitrary(), (fridge, room) =>
        {
            double last = fridge.AirCelsius;
            bool isSteady = true;
            for (int second = 0; second < 30 * 24 * Hour; second++)
            {
                fridge.Step(room, hasPower: false, doorIsOpen: false);
                isSteady &= fridge.AirCelsius <= room + 1e-9;
                last = fridge.AirCelsius;
            }

            return isSteady && last > room - 1;
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(6));

    [Fact]
    public void A_fridge_for_vaccine_reads_2_to_8_in_rooms_of_10_to_35_degrees() => Prop
        .ForAll(AnyVaccineFridge().ToArbitrary(), Gen.Choose(10, 35).ToArbitrary(), (design, roomMean) =>
        {
            (int lowest, int highest) = ReadingsOf(design, roomMean, doorsPerDay: 10);
            return (lowest >= 2_000 && highest <= 8_000).Label($"{design} in {roomMean} °C: {lowest} to {highest} m°C");
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Theory]
    [InlineData(10)]
    [InlineData(35)]
    public void A_freezer_stays_at_or_below_minus_20(int roomCelsius)
    {
        FridgeDesign design = FridgeDesigns.For(FridgeKind.Freezer, 200, 30);

        (int lowest, int highest) = ReadingsOf(design, roomCelsius, doorsPerDay: 4);

        Assert.InRange(lowest, -29_000, -24_000);
        Assert.InRange(highest, -25_000, -20_000);
    }

    [Fact]
    public void A_compressor_rests_between_two_runs_and_runs_for_minutes()
    {
        Fridge fridge = new(FridgeDesigns.For(FridgeKind.Refrigerator, 150, 15));
        List<int> changes = [];
        for (int second = 0; second < 24 * Hour; second++)
        {
            bool before = fridge.CompressorRuns;
            fridge.Step(25, hasPower: true, doorIsOpen: false);
            if (before != fridge.CompressorRuns)
            {
                changes.Add(second);
            }
        }

        Assert.InRange(changes.Count, 24, 240);
        Assert.All(changes.Zip(changes.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 120));
    }

    [Fact]
    public void An_ice_lined_fridge_outlasts_a_plain_one_of_its_size_by_many_hours()
    {
        int plain = SecondsToEightDegrees(FridgeKind.Refrigerator);
        int lined = SecondsToEightDegrees(FridgeKind.IceLined);

        Assert.InRange(plain, 1 * Hour, 8 * Hour);
        Assert.InRange(lined, 24 * Hour, 120 * Hour);
    }

    [Fact]
    public void A_door_open_for_three_minutes_shows_in_the_probe_and_passes()
    {
        FridgeStory story = new([], [new SecondRange(100_000, 100_180)], new DoorHabit(0, TimeSpan.Zero, 1));
        InstrumentedFridge fridge = Instrumented(FridgeDesigns.For(FridgeKind.Refrigerator, 150, 15), 25, story);
        fridge.AdvanceTo(100_000);
        int before = fridge.ReadMilliCelsius(0);
        fridge.AdvanceTo(100_240);
        int warm = fridge.ReadMilliCelsius(0);
        fridge.AdvanceTo(100_000 + (2 * Hour));

        Assert.InRange(warm - before, 1_500, 8_000);
        Assert.InRange(fridge.ReadMilliCelsius(0), 2_000, 8_000);
    }

    private static int SecondsToEightDegrees(FridgeKind kind)
    {
        Fridge fridge = new(FridgeDesigns.For(kind, 120, 12));
        int seconds = 0;
        while (fridge.AirCelsius < 8)
        {
            fridge.Step(25, hasPower: false, doorIsOpen: false);
            seconds++;
        }

        return seconds;
    }

    private static (int Lowest, int Highest) ReadingsOf(FridgeDesign design, double roomMean, int doorsPerDay)
    {
        FridgeStory story = new([], [], new DoorHabit(doorsPerDay, TimeSpan.FromHours(8), 7));
        InstrumentedFridge fridge = Instrumented(design, roomMean, story);
        fridge.AdvanceTo(86_400);
        int lowest = int.MaxValue;
        int highest = int.MinValue;
        for (long second = 86_400; second < 3 * 86_400; second += 60)
        {
            fridge.AdvanceTo(second);
            int value = fridge.ReadMilliCelsius(0);
            lowest = Math.Min(lowest, value);
            highest = Math.Max(highest, value);
        }

        return (lowest, highest);
    }

    private static InstrumentedFridge Instrumented(FridgeDesign design, double roomMean, FridgeStory story) => new(
        design,
        new Room(roomMean, 0, 0, TimeSpan.FromHours(8), 3),
        story,
        [new Probe(300, 0, 0.01, 5)],
        startSecond: 0);

    private static Gen<FridgeDesign> AnyVaccineFridge() =>
        from kind in Gen.Elements(FridgeKind.Refrigerator, FridgeKind.IceLined, FridgeKind.ColdRoom)
        from size in Gen.Choose(0, 100)
        from fill in Gen.Choose(2, 20)
        let volume = kind == FridgeKind.ColdRoom ? 8_000 + (size * 500) : 50 + (size * 5)
        select FridgeDesigns.For(kind, volume, volume * fill / 100.0);

    private static Gen<Fridge> AnyFridge() => AnyVaccineFridge().Select(design => new Fridge(design));
}
