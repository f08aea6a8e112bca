using ColdChain.Agent.LocalAlarm;
using ColdChain.Agent.LocalAlarm.Outputs;
using ColdChain.Core.Keeping;
using ColdChain.Core.Wire;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.LocalAlarm;

/// <summary>What a clinic hears when the line is down, and what it does not hear.</summary>
public sealed class LocalAlarmTests
{
    private const string Warm = "gaochuan/fridge-1:warm";

    private static readonly UnitContact Wang = new("gaochuan", 1, "王芳", "+8613900001111", "zh");

    private static readonly UnitContact Liu = new("gaochuan", 2, "Liu Wei", "13700002222", "en");

    [Fact]
    public async Task A_rule_that_waits_falls_due_by_the_clock_alone_and_is_heard_within_two_seconds()
    {
        await using EdgeUnderTest edge = await EdgeUnderTest.StartAsync();
        edge.Read("9.5");
        await edge.PassAsync(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        Assert.Empty(edge.Output.Calls);

        await edge.PassAsync(TimeSpan.FromSeconds(2));

        await edge.SoundsAsync(1);
        OutputCall call = edge.Output.Calls[0];
        Assert.Equal((CallKind.Alarm, Warm), (call.Kind, call.AlarmId));
        Assert.Contains("1号冰箱 9.5℃，高于8.0℃", call.TextZh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_short_opening_of_the_door_wakes_nobody()
    {
        await using EdgeUnderTest edge = await EdgeUnderTest.StartAsync();
        await edge.ReadForAsync(5, "9.5");
        await edge.ReadForAsync(30, "5.0");

        Assert.Empty(edge.Output.Calls);
        Assert.Empty(edge.Desk.List());
    }

    [Fact]
    public async Task Whoever_takes_it_silences_the_outputs_and_the_alarm_stands()
    {
        await using EdgeUnderTest edge = await SoundingAsync();

        Assert.Equal(AcknowledgeOutcome.Acknowledged, edge.Desk.Acknowledge(Warm, "李护士", AcknowledgedBy.Page));
        Assert.Equal(AcknowledgeOutcome.AlreadyAcknowledged, edge.Desk.Acknowledge(Warm, "王芳", AcknowledgedBy.Page));
        Assert.Equal(AcknowledgeOutcome.Unknown, edge.Desk.Acknowledge("gaochuan/fridge-9:warm", "王芳", AcknowledgedBy.Page));

        await edge.SoundsAsync(2);
        Assert.Equal(CallKind.Acknowledged, edge.Output.Kinds[1]);
        Assert.Equal("李护士", Assert.Single(edge.Desk.List()).AcknowledgedBy);
        await edge.ToldAsync(WireEventKinds.LocalAlarmAcknowledged);
        Assert.Contains(edge.Told, what => what is { Detail: "page: 李护士", Unit: "gaochuan/fridge-1" });
    }

    [Fact]
    public async Task Nobody_can_silence_it_for_longer_than_the_pause_while_it_is_out_of_range()
    {
        await using EdgeUnderTest edge = await SoundingAsync();
        edge.Desk.Acknowledge(Warm, "李护士", AcknowledgedBy.Page);
        await edge.SoundsAsync(2);

        await edge.ReadForAsync(31, "9.5");

        await edge.SoundsAsync(3);
        Assert.Equal(CallKind.Alarm, edge.Output.Kinds[2]);
    }

    [Fact]
    public async Task It_is_over_when_the_temperature_has_been_back_for_ten_minutes()
    {
        await using EdgeUnderTest edge = await SoundingAsync();
        await edge.ReadForAsync(12, "5.0");

        await edge.SoundsAsync(2);
        Assert.Equal(CallKind.Over, edge.Output.Kinds[1]);
        Assert.Empty(edge.Desk.List());
        await edge.ToldAsync(WireEventKinds.LocalAlarmOver);
        Assert.Equal([WireEventKinds.LocalAlarmRaised, WireEventKinds.LocalAlarmOver], edge.Told.Select(what => what.Kind));
    }

    [Fact]
    public async Task The_next_contact_is_told_after_a_quarter_of_an_hour_and_everybody_in_the_end()
    {
        await using EdgeUnderTest edge = await SoundingAsync(Wang, Liu);
        await edge.ReadForAsync(16, "9.5");
        await edge.SoundsAsync(2);
        await edge.ReadForAsync(31, "9.5");
        await edge.SoundsAsync(3);

        Assert.Equal(
            ["王芳", "Liu Wei", "王芳+Liu Wei"],
            edge.Output.Calls.Select(call => string.Join('+', call.Contacts.Select(contact => contact.Name))));
    }

    [Fact]
    public async Task Late_and_repeated_readings_do_not_disturb_what_is_judged()
    {
        await using EdgeUnderTest edge = await EdgeUnderTest.StartAsync();
        await edge.ReadForAsync(9, "9.5");
        edge.Read("5.0", at: edge.Now - TimeSpan.FromMinutes(8));
        edge.Read("9.5", at: edge.Now - TimeSpan.FromMinutes(1));
        await edge.ReadForAsync(2, "9.5");

        await edge.SoundsAsync(1);
    }

    [Fact]
    public async Task A_device_whose_clock_runs_ahead_is_judged_by_the_agents()
    {
        await using EdgeUnderTest edge = await EdgeUnderTest.StartAsync();
        for (int minute = 0; minute < 12; minute++)
        {
            edge.Read("9.5", at: edge.Now + TimeSpan.FromDays(400 - minute));
            await edge.PassAsync(TimeSpan.FromMinutes(1));
        }

        await edge.SoundsAsync(1);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task A_clock_that_is_stepped_by_a_day_makes_the_alarm_neither_deaf_nor_endless(int days)
    {
        await using EdgeUnderTest edge = await EdgeUnderTest.StartAsync();
        await edge.ReadForAsync(2, "5.0");
        edge.Clock.StepWallClock(TimeSpan.FromDays(days));
        await edge.ReadForAsync(12, "9.5");

        await edge.SoundsAsync(1);
        await edge.ReadForAsync(12, "5.0");
        await edge.SoundsAsync(2);
        Assert.Equal(CallKind.Over, edge.Output.Kinds[1]);
    }

    [Fact]
    public async Task Cold_after_warm_is_an_alarm_of_its_own_even_when_somebody_had_the_first()
    {
        await using EdgeUnderTest edge = await SoundingAsync();
        edge.Desk.Acknowledge(Warm, "李护士", AcknowledgedBy.Page);
        await edge.SoundsAsync(2);

        edge.Read("-0.5");
        await edge.TakenAsync();

        await Eventually.HoldsAsync(
            () => edge.Output.Calls.Any(call => call is { Kind: CallKind.Alarm, AlarmId: "gaochuan/fridge-1:cold" }),
            "the freeze alarm sounds at once",
            TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_second_sensor_of_the_unit_rings_nobody_anew()
    {
        await using EdgeUnderTest edge = await SoundingAsync();
        edge.Read("9.9", "gaochuan/fridge-1/bottom");
        await edge.PassAsync(TimeSpan.FromMinutes(11));

        Assert.Single(edge.Output.Calls);
        Assert.Single(edge.Desk.List());
    }

    [Fact]
    public async Task A_sensor_that_falls_silent_is_a_notice_told_once_and_over_when_it_is_heard()
    {
        await using EdgeUnderTest edge = await EdgeUnderTest.StartAsync(profile: null, Wang, Liu);
        await edge.ReadForAsync(3, "5.1");
        await edge.PassAsync(TimeSpan.FromMinutes(30));
        await edge.SoundsAsync(1);
        await edge.PassAsync(TimeSpan.FromHours(3));
        Assert.Equal([CallKind.Notice], edge.Output.Kinds);
        Assert.Contains("后无温度数据（最后5.1℃）", edge.Output.Calls[0].TextZh, StringComparison.Ordinal);

        edge.Read("5.1");
        await edge.TakenAsync();

        await edge.SoundsAsync(2);
        Assert.Equal(CallKind.Over, edge.Output.Kinds[1]);
    }

    [Fact]
    public async Task Offline_only_means_that_nothing_sounds_while_the_server_answers()
    {
        await using EdgeUnderTest edge = await EdgeUnderTest.StartAsync(
            options => options with { When = SoundWhen.Offline, OfflineAfter = TimeSpan.FromMinutes(20) });
        await edge.ReadForAsync(15, "9.5");
        Assert.Empty(edge.Output.Calls);
        Assert.Single(edge.Desk.List());

        await edge.ReadForAsync(7, "9.5");

        await edge.SoundsAsync(1);
    }

    internal static async Task<EdgeUnderTest> SoundingAsync(params UnitContact[] contacts)
    {
        EdgeUnderTest edge = await EdgeUnderTest.StartAsync(StandardProfiles.CnImmFridge, contacts);
        await edge.ReadForAsync(11, "9.5");
        await edge.SoundsAsync(1);
        return edge;
    }
}
