using System.Text;
using ColdChain.Agent.LocalAlarm;
using ColdChain.Agent.LocalAlarm.Outputs;
using ColdChain.Core.Keeping;
using ColdChain.Core.Wire;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.LocalAlarm;

/// <summary>The agent dies in an excursion, with the server away: what it knew is on its disk.</summary>
public sealed class RestartTests
{
    private const string Warm = "gaochuan/fridge-1:warm";

    [Fact]
    public async Task An_alarm_that_sounds_is_not_forgotten_and_not_told_again()
    {
        await using EdgeUnderTest before = await LocalAlarmTests.SoundingAsync();
        await using EdgeUnderTest edge = await before.RestartAsync();
        edge.Read("9.6");
        await edge.TakenAsync();

        Assert.Empty(edge.Output.Calls);
        Assert.Equal(Warm, Assert.Single(edge.Desk.List()).Id);
        await Eventually.HoldsAsync(() => edge.Siren.Calls.Count == 1, "the siren sounds on", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_alarm_that_somebody_has_stays_quiet()
    {
        await using EdgeUnderTest before = await LocalAlarmTests.SoundingAsync();
        before.Desk.Acknowledge(Warm, "李护士", AcknowledgedBy.Page);
        await before.ToldAsync(WireEventKinds.LocalAlarmAcknowledged);
        await using EdgeUnderTest edge = await before.RestartAsync();
        await edge.ReadForAsync(20, "9.6");

        Assert.Empty(edge.Output.Calls);
        Assert.Empty(edge.Siren.Calls);
        Assert.Equal("李护士", Assert.Single(edge.Desk.List()).AcknowledgedBy);
    }

    [Fact]
    public async Task A_hold_goes_on_where_it_was_and_does_not_begin_anew()
    {
        await using EdgeUnderTest before = await EdgeUnderTest.StartAsync();
        await before.ReadForAsync(7, "9.5");
        await using EdgeUnderTest edge = await before.RestartAsync();
        await edge.ReadForAsync(4, "9.5");

        await edge.SoundsAsync(1);
    }

    [Fact]
    public async Task What_falls_due_while_the_agent_is_off_sounds_when_it_is_back()
    {
        await using EdgeUnderTest before = await EdgeUnderTest.StartAsync();
        await before.ReadForAsync(5, "9.5");
        await before.StopAndAsync(_ => before.Clock.Advance(TimeSpan.FromMinutes(20)));
        await using EdgeUnderTest edge = await before.RestartAsync();

        await edge.SoundsAsync(1);
    }

    [Fact]
    public async Task What_it_had_to_say_and_had_not_said_is_said_after_the_restart()
    {
        await using EdgeUnderTest before = await LocalAlarmTests.SoundingAsync();
        before.Desk.Acknowledge(Warm, "李护士", AcknowledgedBy.Page);
        await before.TakenAsync();
        await using EdgeUnderTest edge = await before.RestartAsync();

        await Eventually.HoldsAsync(
            () => before.Told.Concat(edge.Told).Select(what => what.Kind).Distinct().Count() == 2 || Pass(edge),
            "raised and acknowledged are both in the journal",
            TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Lost_readings_leave_the_alarm_standing_until_one_shows_otherwise()
    {
        await using EdgeUnderTest before = await LocalAlarmTests.SoundingAsync();
        await before.StopAndAsync(folder => File.Delete(folder.Path("judged-readings.log")));
        await using EdgeUnderTest edge = await before.RestartAsync();
        await edge.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Single(edge.Desk.List());

        edge.Read("5.0");
        await edge.TakenAsync();

        Assert.Empty(edge.Desk.List());
    }

    [Theory]
    [InlineData("local-alarms.json")]
    [InlineData("agent-profile.json")]
    public async Task A_damaged_file_is_set_aside_and_said(string file)
    {
        await using EdgeUnderTest before = await LocalAlarmTests.SoundingAsync();
        await before.StopAndAsync(folder => File.WriteAllText(folder.Path(file), "{ \"alarms\": [ { "));
        await using EdgeUnderTest edge = await before.RestartAsync(isServerAway: false);

        Assert.True(edge.Log.Has("set aside"), string.Join('\n', edge.Log.Lines));
        Assert.Contains(Directory.GetFiles(edge.Folder.FullPath), path => path.Contains($"{file}.damaged-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_profile_that_is_not_understood_leaves_the_one_before_in_force()
    {
        await using EdgeUnderTest edge = await EdgeUnderTest.StartAsync();
        edge.Server.AnswersBytes(Encoding.UTF8.GetBytes("<html>log in first</html>"));
        await edge.PassAsync(TimeSpan.FromMinutes(5));
        await Eventually.HoldsAsync(() => edge.Log.Has("not understood"), "it is said", TestContext.Current.CancellationToken);

        await edge.ReadForAsync(12, "9.5");

        await edge.SoundsAsync(1);
        Assert.True(edge.Log.Has("stays in force"));
    }

    [Fact]
    public async Task New_limits_judge_what_was_measured_before_them()
    {
        await using EdgeUnderTest edge = await EdgeUnderTest.StartAsync(StandardProfiles.WhoFridge);
        await edge.ReadForAsync(9, "9.5");
        edge.Server.Answers(ScriptedProfile.Fridge(StandardProfiles.CnImmFridge));
        await edge.PassAsync(TimeSpan.FromMinutes(5));

        await edge.SoundsAsync(1);
    }

    private static bool Pass(EdgeUnderTest edge)
    {
        edge.Clock.Advance(TimeSpan.FromMilliseconds(100));
        return false;
    }
}
