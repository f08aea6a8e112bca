using ColdChain.Core.Excursions;
using ColdChain.Core.Keeping;
using ColdChain.Core.Time;
using ColdChain.Testing;

namespace ColdChain.Core.Tests.Excursions;

/// <summary>Rules that add time up, the freeze rule, and what an excursion keeps by band.</summary>
public sealed class CountingRulesTests
{
    private const string Day = "cn-imm.high.60min-in-24h";

    [Fact] // EX-15
    public void A_fridge_that_dithers_about_its_limit_is_heard_after_thirty_minutes_out() =>
        Dithering(Fridge.From(minutes: 0, at: "5.0"), dips: 4)
            .ShouldHaveOneExcursion(minutes: 36).AndAnAlarm("cn-imm.high.30min-in-excursion", dueAtMinute: 34);

    [Fact] // EX-15
    public void Twenty_nine_minutes_out_in_one_excursion_are_not_yet_thirty() =>
        Dithering(Fridge.From(minutes: 0, at: "5.0"), dips: 3).Then("9.0", forMinutes: 2).Then("5.0")
            .ShouldHaveOneExcursion(minutes: 29).AndNoAlarm();

    [Fact] // EX-16
    public void Many_short_excursions_that_add_up_to_an_hour_a_day_are_an_alarm_once()
    {
        IReadOnlyList<Excursion> found = Doors(Fridge.From(minutes: 0, at: "5.0"), count: 10).ShouldHaveExcursions(10);

        // Nine minutes each, an hour apart: the sixth makes 54, and the seventh the hour after six minutes more.
        (Excursion its, AlarmDue alarm) = Assert.Single(found.SelectMany(one => one.Alarms.Select(alarm => (one, alarm))));
        Assert.Equal((found[6], Day, found[6].StartedAt + TimeSpan.FromMinutes(6)), (its, alarm.Rule.Id, alarm.DueAt));
    }

    [Fact] // EX-16
    public void What_is_older_than_the_window_no_longer_counts()
    {
        Fridge six = Doors(Fridge.From(minutes: 0, at: "5.0"), count: 6);

        Assert.Empty(Alarms(Doors(six.Then("5.0", forMinutes: 24 * 60), count: 2)));
        Assert.Equal([Day], Alarms(Doors(six.Then("5.0", forMinutes: 17 * 60), count: 1)));
    }

    [Fact] // EX-16
    public void As_an_old_stretch_leaves_the_window_the_sum_stands_and_grows_again_after_it()
    {
        // Nine minutes a door: six of them make 54. The seventh is out while the first leaves the window, and longer.
        Fridge six = Doors(Fridge.From(minutes: 0, at: "5.0"), count: 6);
        StorageProfile longWait = WithoutWaiting(StandardProfiles.CnImmFridge);
        Fridge seventh = six.Then("5.0", forMinutes: (int)((24 * 60) + 1 - six.NextMinute)).Then("9.0", forMinutes: 16).Then("5.0");

        // At 24 h 01 the tail of the window meets the first door: 54 stand for nine minutes, then six more are needed.
        AlarmDue due = Assert.Single(seventh.Under(longWait).Excursions[^1].Alarms);
        Assert.Equal(Fridge.Minute((24 * 60) + 16), due.DueAt);
    }

    [Fact] // EX-16
    public void A_sum_that_is_full_at_the_moment_at_which_an_old_stretch_begins_to_leave_was_reached()
    {
        // The first door begins at minute 1. Six minutes before it begins to leave the window 54 minutes are in the sum.
        Fridge six = Doors(Fridge.From(minutes: 0, at: "5.0"), count: 6);
        int leaves = (24 * 60) + 1;
        Fridge seventh = six.Then("5.0", forMinutes: leaves - 6 - (int)six.NextMinute).Then("9.0", forMinutes: 8).Then("5.0");

        AlarmDue due = Assert.Single(seventh.Excursions.SelectMany(one => one.Alarms));
        Assert.Equal((Day, Fridge.Minute(leaves)), (due.Rule.Id, due.DueAt));
    }

    [Fact] // EX-17
    public void Where_the_rule_that_waits_has_spoken_the_sums_have_nothing_to_add() =>
        Fridge.From(minutes: 0, at: "5.0").Then("9.0", forMinutes: 120).Then("5.0")
            .ShouldHaveOneExcursion(minutes: 120).AndAnAlarm("cn-imm.high.10min", dueAtMinute: 11);

    [Theory] // EX-17
    [InlineData(false)]
    [InlineData(true)]
    public void At_one_moment_the_rule_that_waits_speaks_in_whatever_order_the_profile_names_them(bool isReversed)
    {
        StorageProfile profile = StandardProfiles.CnImmFridge;
        profile = isReversed ? profile with { AlarmRules = [.. profile.AlarmRules.Reverse()] } : profile;

        // Four dips of five minutes make 20; ten more are the 30 of the sum and the ten of the wait.
        Fridge story = Enumerable.Range(0, 4).Aggregate(
            Fridge.From(minutes: 0, at: "5.0"), (sofar, _) => sofar.Then("9.0", forMinutes: 5).Then("5.0"));
        story.Then("9.0", forMinutes: 10).Then("5.0").Under(profile)
            .ShouldHaveOneExcursion(minutes: 30).AndAnAlarm("cn-imm.high.10min", dueAtMinute: 35);
    }

    [Fact] // EX-17
    public void A_sum_that_spoke_first_does_not_silence_the_rule_that_waits()
    {
        Fridge six = Doors(Fridge.From(minutes: 0, at: "5.0"), count: 6).Then("9.0", forMinutes: 20).Then("5.0");

        Assert.Equal([Day, "cn-imm.high.10min"], Alarms(six));
    }

    [Theory] // EX-18
    [InlineData("0.0", true)]
    [InlineData("0.001", false)]
    [InlineData("-0.5", true)]
    public void At_zero_freeze_sensitive_vaccine_is_an_alarm_at_once_under_every_profile(string celsius, bool isAlarm)
    {
        foreach (StorageProfile profile in StandardProfiles.All.Where(one => one.Kind is StorageKind.Fridge or StorageKind.ColdBox))
        {
            Fridge story = Fridge.From(minutes: 0, at: "5.0").Then(celsius).Then("5.0").Under(profile);

            bool isTold = Alarms(story.Holding(FreezeSensitiveStock.Always)).Any(rule => rule.EndsWith("freeze.at-once", StringComparison.Ordinal));
            Assert.Equal(isAlarm, isTold);
            Assert.DoesNotContain(Alarms(story), rule => rule.Contains("freeze", StringComparison.Ordinal));
        }
    }

    [Fact] // EX-18
    public void Freeze_sensitive_vaccine_that_arrives_in_a_frozen_fridge_is_an_alarm_with_the_next_reading()
    {
        FreezeSensitiveStock fromMinuteThree = FreezeSensitiveStock.During([new TimeRange(Fridge.Minute(2.5), null)]);

        Fridge.From(minutes: 0, at: "5.0").Then("-1.0", forMinutes: 6).Then("5.0").Holding(fromMinuteThree)
            .ShouldHaveOneExcursion(minutes: 6).AndAnAlarm("cn-imm.freeze.at-once", dueAtMinute: 3);
    }

    [Fact] // EX-21
    public void The_time_out_is_kept_by_band_and_as_the_longest_stretch()
    {
        Excursion one = Fridge.From(minutes: 0, at: "8.001").Then("15.0", forMinutes: 3).Then("5.0", forMinutes: 2)
            .Then("15.1", forMinutes: 5).Then("26.0").Then("5.0").ShouldHaveExcursions(1)[0];

        Assert.Equal((4, 5, 1), (Minutes(one, TemperatureBand.Warm), Minutes(one, TemperatureBand.Room), Minutes(one, TemperatureBand.Hot)));
        Assert.Equal(TimeSpan.FromMinutes(6), TimeSpan.FromMilliseconds(one.LongestRunMilliseconds));
        Assert.Equal(one.OutMilliseconds, one.OutByBand.Total);
    }

    private static long Minutes(Excursion one, TemperatureBand band) => one.OutByBand[band] / 60_000;

    private static IEnumerable<string> Alarms(Fridge story) => story.Excursions.SelectMany(one => one.Alarms).Select(alarm => alarm.Rule.Id);

    /// <summary>Nine minutes out and one in, again and again: one excursion, since no return stays.</summary>
    private static Fridge Dithering(Fridge story, int dips) =>
        Enumerable.Range(0, dips).Aggregate(story, (sofar, _) => sofar.Then("9.0", forMinutes: 9).Then("5.0"));

    /// <summary>Nine minutes out, then in range until the hour is full.</summary>
    private static Fridge Doors(Fridge story, int count) =>
        Enumerable.Range(0, count).Aggregate(story, (sofar, _) => sofar.Then("9.0", forMinutes: 9).Then("5.0", forMinutes: 51));

    private static StorageProfile WithoutWaiting(StorageProfile profile) => profile with
    {
        AlarmRules = [.. profile.AlarmRules.Where(rule => rule.Counting == RuleCounting.WithinWindow)],
    };
}
