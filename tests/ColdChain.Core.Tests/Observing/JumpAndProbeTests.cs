using ColdChain.Core.Observing;
using ColdChain.Testing;

namespace ColdChain.Core.Tests.Observing;

/// <summary>EX-25 and EX-26: shapes of a curve that a fridge cannot have made.</summary>
public sealed class JumpAndProbeTests
{
    [Theory] // EX-25
    [InlineData("15.0", true)]
    [InlineData("14.999", false)]
    [InlineData("-5.0", true)]
    [InlineData("-4.999", false)]
    public void Ten_kelvins_from_one_reading_to_the_next_and_back_are_a_jump(string far, bool isJump)
    {
        ObservationFinding? jump = Fridge.From(minutes: 0, at: "5.0").Then(far).Then("5.0").FindingOf(ObservationKind.ImplausibleJump);

        Assert.Equal(isJump ? (1, 2) : null, jump?.Minutes());
        Assert.Equal(isJump ? Some.Degrees(far) : null, jump?.OtherValue);
    }

    [Theory] // EX-25
    [InlineData(1, true)]
    [InlineData(1.001, false)]
    public void A_jump_takes_two_minutes_at_most(double silence, bool isJump) => Assert.Equal(
        isJump,
        Fridge.From(minutes: 0, at: "5.0").Silent(silence).Then("50.0").Then("5.0").FindingOf(ObservationKind.ImplausibleJump) is not null);

    [Theory] // EX-25
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void It_is_taken_back_within_ten_minutes(int minutes, bool isJump) => Assert.Equal(
        isJump,
        Fridge.From(minutes: 0, at: "5.0").Then("60.0", minutes).Then("5.0").FindingOf(ObservationKind.ImplausibleJump) is not null);

    [Theory] // EX-25
    [InlineData("12.5", true)]
    [InlineData("12.501", false)]
    public void Half_of_the_way_back_takes_it_back(string back, bool isJump) => Assert.Equal(
        isJump,
        Fridge.From(minutes: 0, at: "5.0").Then("20.0").Then(back, 30).FindingOf(ObservationKind.ImplausibleJump) is not null);

    [Fact] // EX-25
    public void What_takes_a_jump_back_is_no_jump_itself() => Assert.Equal(
        [(1, 2), (4, 5)],
        Fridge.From(minutes: 0, at: "5.0").Then("60.0").Then("5.0", 2).Then("60.0").Then("5.0").FindingsBy(minute: 6)
            .Select(finding => finding.Minutes()));

    [Fact] // EX-25
    public void A_jump_is_judged_all_the_same() =>
        Fridge.From(minutes: 0, at: "5.0").Then("60.0").Then("5.0").ShouldHaveOneExcursion(minutes: 1);

    [Fact] // EX-26
    public void A_probe_that_warms_to_the_room_and_cools_as_fast_was_outside()
    {
        ObservationFinding outside = TakenOut("12.9").Then("20.0", 15).Then("13.0").Then("6.0").OnlyFindingBy(minute: 21);

        Assert.Equal((ObservationKind.ProbeOutside, (4, 20)), (outside.Kind, outside.Minutes()));
        Assert.Equal((Some.Degrees("5.0"), Some.Degrees("20.0")), (outside.Value, outside.OtherValue));
    }

    [Fact] // EX-26
    public void Eight_kelvins_are_enough_and_a_thousandth_less_is_not()
    {
        Assert.NotNull(TakenOut("13.0", 5).Then("5.0").FindingOf(ObservationKind.ProbeOutside));
        Assert.Null(TakenOut("12.999", 5).Then("4.0").FindingOf(ObservationKind.ProbeOutside));
    }

    [Fact] // EX-26
    public void The_rise_and_the_fall_take_ten_minutes_at_most()
    {
        Assert.NotNull(TakenOut("9.9", 9).Then("14.0", 9).Then("9.9", 9).Then("5.0").FindingOf(ObservationKind.ProbeOutside));
        Assert.Null(TakenOut("9.9", 10).Then("14.0", 9).Then("9.9").Then("5.0").FindingOf(ObservationKind.ProbeOutside));
        Assert.Null(TakenOut("9.9", 9).Then("14.0", 9).Then("9.9", 10).Then("5.0").FindingOf(ObservationKind.ProbeOutside));
    }

    [Fact] // EX-26
    public void Above_forty_degrees_is_no_room() =>
        Assert.Null(TakenOut("20.0", 5).Then("40.001").Then("20.0", 5).Then("5.0").FindingOf(ObservationKind.ProbeOutside));

    [Fact] // EX-26
    public void A_freezer_that_warms_as_fast_within_its_cold_had_no_probe_outside() => Assert.Empty(
        Fridge.From(minutes: 0, at: "-20.0").Then("-11.0", 5).Then("-20.0").FindingsBy(minute: 7));

    [Fact] // EX-25, EX-26
    public void One_reading_alone_is_a_jump_and_several_are_a_probe_outside()
    {
        Assert.Equal(
            ObservationKind.ImplausibleJump, Fridge.From(minutes: 0, at: "5.0").Then("22.0").Then("5.0").OnlyFindingBy(minute: 3).Kind);
        Assert.Equal(
            ObservationKind.ProbeOutside, Fridge.From(minutes: 0, at: "5.0").Then("22.0", 5).Then("5.0").OnlyFindingBy(minute: 7).Kind);
    }

    /// <summary>Three readings at 5 °C (minutes 0 to 2), then warmer.</summary>
    private static Fridge TakenOut(string celsius, int forMinutes = 1) =>
        Fridge.From(minutes: 0, at: "5.0").Then("5.0", 2).Then(celsius, forMinutes);
}
