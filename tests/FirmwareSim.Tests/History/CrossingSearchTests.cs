using FirmwareSim.History;
using FirmwareSim.Live;
using FirmwareSim.Scenarios;
using FsCheck;
using FsCheck.Fluent;

namespace FirmwareSim.Tests.History;

public sealed class CrossingSearchTests
{
    private const string NineMinutesAgo = "at crossing high 8.0 of a/f/top = -00:09:00 power off a/f";

    private static readonly HistoryPlan TwoDays = new(2, HistoryPlan.UsualInterval);

    [Fact]
    public void Whenever_it_is_started_the_first_reading_above_8_is_nine_minutes_old() => Prop
        .ForAll(AnyScenario().ToArbitrary(), Gen.Choose(1_780_000_000, 1_810_000_000).ToArbitrary(), (text, liveStart) =>
        {
            (CrossingOutcome outcome, IReadOnlyList<PastReading> readings) = Arrange(text, liveStart);
            long[] late = [.. readings.Where(reading => reading.Second > liveStart - 3_600 && reading.MilliCelsius > 8_000)
                .Select(reading => liveStart - reading.Second)];
            return (outcome is CrossingOutcome.Found && late.SequenceEqual([540, 480, 420, 360, 300, 240, 180, 120, 60]))
                .Label($"{outcome}: {string.Join(' ', late)}");
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void An_ice_lined_fridge_lost_its_power_days_before()
    {
        const long LiveStart = 1_795_330_800;
        (CrossingOutcome outcome, _) = Arrange(Text("kind=ice-lined volume=60 load=6"), LiveStart);

        long hours = (LiveStart - Assert.IsType<CrossingOutcome.Found>(outcome).PowerOffSecond) / 3_600;
        Assert.InRange(hours, 24, 119);
    }

    [Fact]
    public void A_cold_room_around_it_makes_the_wish_impossible_and_says_so()
    {
        (CrossingOutcome outcome, _) = Arrange(Text("kind=refrigerator volume=150 mean=5 swing=0"), 1_795_330_800);

        Assert.Contains("does not pass the limit", Assert.IsType<CrossingOutcome.NotFound>(outcome).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_moment_between_two_readings_is_refused()
    {
        string text = Text("kind=refrigerator volume=150").Replace("-00:09:00", "-00:09:30", StringComparison.Ordinal);

        Assert.IsType<CrossingOutcome.NotFound>(Arrange(text, 1_795_330_800).Outcome);
    }

    private static (CrossingOutcome Outcome, IReadOnlyList<PastReading> Readings) Arrange(string text, long liveStart)
    {
        Scenario scenario = Plants.Scenario(text);
        Plant plant = new(scenario, TwoDays.FirstSecond(liveStart) - (3 * 86_400), liveStart);
        CrossingOutcome outcome = CrossingSearch.Find(plant, scenario.Crossings[0]);
        if (outcome is CrossingOutcome.Found found)
        {
            plant.Fridges["a/f"].Continue(CrossingSearch.StoryWith(plant, "a/f", found.PowerOffSecond));
        }

        return (outcome, HistoryWalk.Take(plant, TwoDays));
    }

    private static Gen<string> AnyScenario() =>
        from seed in Gen.Choose(1, 1_000_000)
        from volume in Gen.Choose(60, 300)
        from load in Gen.Choose(3, 8)
        from mean in Gen.Choose(22, 32)
        from doors in Gen.Choose(0, 12)
        from modbus in Gen.Elements(true, false)
        select $"seed {seed}\n" + Text($"kind=refrigerator volume={volume} load={load} mean={mean} doors={doors}", modbus);

    private static string Text(string fridge, bool modbus = true) => $"""
        zone +08:00
        fridge a/f {fridge}
        sensor a/f/top {(modbus ? "modbus bus=/tmp/x/b slave=1 map=rs-ws-n01" : "mqtt topic=t client=c time=iso")}
        {NineMinutesAgo}
        """;
}
