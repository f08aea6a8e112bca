using FirmwareSim.Scenarios;
using FsCheck;
using FsCheck.Fluent;

namespace FirmwareSim.Tests.Scenarios;

public sealed class ScenarioParserTests
{
    private static readonly Dictionary<string, string> NoVariables = [];

    [Fact]
    public void A_whole_scenario_is_read()
    {
        Scenario scenario = Plants.Scenario("""
            seed 42
            zone -03:30
            fridge a/f kind=ice-lined volume=100 load=8 mean=30 doors=5
            sensor a/f/top modbus counting bus=/tmp/x/bus-1 slave=2 map=xy-md02 lag=60s
            sensor a/f/low mqtt topic=t/1 client=c1 time=none interval=500ms user=u password=p store=1
            agent gw sensors=a/* key=secret
            at -00:50:00 power off a/f for 00:20:00
            at day-9T02:40:00 door open a/f for 3m
            at 00:01:00 noise bus-1 for 30s every=3
            at crossing high 8.0 of a/f/top = -00:09:00 power off a/f
            """);

        Assert.Equal(42UL, scenario.Seed);
        Assert.Equal(TimeSpan.FromHours(-3.5), scenario.UtcOffset);
        Assert.Equal(30, Assert.Single(scenario.Fridges).RoomMeanCelsius);
        ModbusSensorPlan modbus = Assert.IsType<ModbusSensorPlan>(scenario.Sensors[0]);
        Assert.Equal(("bus-1", (byte)2, true, 60.0), (modbus.BusName, modbus.Slave, modbus.IsCounting, modbus.LagSeconds));
        MqttSensorPlan mqtt = Assert.IsType<MqttSensorPlan>(scenario.Sensors[1]);
        Assert.Equal((TimeSpan.FromMilliseconds(500), false, 1, "p"), (mqtt.Interval, mqtt.SendsTime, mqtt.StoreLimit, mqtt.Password));
        Assert.True(Assert.Single(scenario.Agents).Covers("a/f/low"));
        Assert.Equal(3, scenario.Happenings.Count);
        Assert.Equal(3, scenario.Happenings[2].Every);
        Assert.Equal(8_000, Assert.Single(scenario.Crossings).LimitMilliCelsius);
    }

    [Fact]
    public void All_mistakes_are_told_at_once_with_their_lines()
    {
        ScenarioOutcome outcome = ScenarioParser.Parse(
            """
            fridge a/f kind=oven volume=100
            # a comment
            sensor a/f/top modbus bus=/tmp/x/bus-1 slave=300 map=rs-ws-n01
            sensor b/f/top mqtt topic=t/# client=c1 time=maybe
            at soon power off a/f
            at 00:01:00 noise bus-9 for 30s
            at 00:01:00 door open a/f
            frigde a/g kind=freezer volume=1
            fridge a/f kind=freezer volume=10 colour=white
            seed ${nothing}
            """,
            NoVariables);

        Assert.Null(outcome.Scenario);
        Assert.Equal(
            [
                "line 1: kind=oven is not known; known are cold-room, freezer, ice-lined, refrigerator",
                "line 3: slave=300 is not a number from 1 to 247",
                "line 4: time=maybe is not known; known are iso, none",
                "line 4: b/f/top hangs in no fridge of this file",
                "line 4: t/# has a wildcard; nobody can publish to it",
                "line 5: \"soon\" is not a moment; write 00:02:00 (after the live start), -1.02:30:00 (before it) or day-9T02:40:00",
                "line 6: bus-9 is not a bus of this file",
                "line 7: \"for\" and a time are missing: this must end",
                "line 8: \"frigde\" is not a statement; known are set, seed, zone, room, fridge, sensor, agent, at",
                "line 9: colour= is not an option of this statement",
                "line 9: the fridge a/f stands already in line 1",
                "line 10: ${nothing} has no value; write \"set nothing to ...\" above, or --set nothing=...",
                "line 10: \"undefined\" is not a whole number",
            ],
            outcome.Mistakes.Select(mistake => mistake.ToString()));
    }

    [Fact]
    public void A_value_from_the_command_line_wins_over_the_files_own()
    {
        ScenarioOutcome outcome = ScenarioParser.Parse(
            "set n to 5\nset m to 6\nseed ${n}${m}", new Dictionary<string, string> { ["n"] = "9" });

        Assert.Equal(96UL, outcome.Scenario!.Seed);
    }

    [Theory]
    [InlineData("00:02:00", 120)]
    [InlineData("-00:50:00", -3_000)]
    [InlineData("-12.05:00:00", -1_054_800)]
    public void A_moment_counts_from_the_live_start(string text, long seconds)
    {
        Assert.True(TimeText.TryMoment(text, out Moment moment));
        Assert.Equal(1_000_000 + seconds, moment.Resolve(1_000_000, TimeSpan.FromHours(8)));
    }

    [Fact]
    public void An_hour_of_a_day_is_the_one_on_the_wall()
    {
        long liveStart = DateTimeOffset.Parse("2026-11-22T17:30:00Z", null).ToUnixTimeSeconds();
        Assert.True(TimeText.TryMoment("day-2T02:40:00", out Moment moment));

        // 17:30 UTC is 01:30 of the 23rd at +08:00; two days before at 02:40 is the 20th, 18:40 UTC.
        Assert.Equal(
            DateTimeOffset.Parse("2026-11-20T18:40:00Z", null),
            DateTimeOffset.FromUnixTimeSeconds(moment.Resolve(liveStart, TimeSpan.FromHours(8))));
    }

    [Fact]
    public void No_text_makes_the_parser_throw() => Prop
        .ForAll(Mutated().ToArbitrary(), text =>
        {
            ScenarioOutcome outcome = ScenarioParser.Parse(text, NoVariables);
            return outcome.Scenario is null != (outcome.Mistakes.Count == 0);
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    private static Gen<string> Mutated()
    {
        string sample = File.ReadAllText(Samples.TwoFridges);
        Gen<string> insertion = Gen.OneOf(
            ArbMap.Default.GeneratorFor<string>().Select(text => text ?? string.Empty),
            Gen.Elements("=", "-", " ", "\n", "${", "}", "for", "99999999999d", "day-9999T99:99:99", "1e308", "NaN", "\0", "at crossing low"));
        return from position in Gen.Choose(0, sample.Length)
               from length in Gen.Choose(0, 40)
               from inserted in insertion
               select sample[..position] + inserted + sample[Math.Min(sample.Length, position + length)..];
    }
}
