using ColdChain.Core.HandReadings;

namespace ColdChain.Core.Tests.HandReadings;

public sealed class HandReadingRulesTests
{
    private static readonly StandingHandReading[] None = [];

    [Theory] // HR-01
    [InlineData("05:59", null)]
    [InlineData("06:00", HandReadingSlot.Morning)]
    [InlineData("11:59", HandReadingSlot.Morning)]
    [InlineData("12:00", HandReadingSlot.Afternoon)]
    [InlineData("18:59", HandReadingSlot.Afternoon)]
    [InlineData("19:00", null)]
    public void Six_to_noon_is_the_morning_and_noon_to_seven_the_afternoon(string time, HandReadingSlot? expected) =>
        Assert.Equal(expected, HandReadingRules.SlotAt(TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact] // HR-01
    public void A_reading_taken_in_the_morning_is_accepted_for_the_morning_of_the_facility_s_day()
    {
        HandReadingDecision.Accepted taken = Accepted(Now("08:40"), None);

        Assert.Equal(new DateOnly(2026, 11, 22), taken.Day);
        Assert.Equal(HandReadingSlot.Morning, taken.Slot);
        Assert.False(taken.IsLate);
    }

    [Fact] // HR-01
    public void At_night_nothing_can_be_signed_as_taken_now() =>
        Assert.Equal(HandReadingFault.OutsideTheWindows, Refused(Now("19:00"), None).Fault);

    [Fact] // HR-02
    public void The_afternoon_reading_waits_until_six_hours_after_the_morning_s()
    {
        StandingHandReading[] morning = [Standing("09:30")];

        HandReadingDecision.Refused tooSoon = Refused(Now("15:29"), morning);

        Assert.Equal(HandReadingFault.TooCloseToTheOther, tooSoon.Fault);
        Assert.Equal(At("15:30"), tooSoon.NotBefore);
        Assert.Equal(HandReadingSlot.Afternoon, Accepted(Now("15:30"), morning).Slot);
    }

    [Fact] // HR-02
    public void A_late_morning_entry_too_close_before_the_afternoon_s_reading_is_refused()
    {
        StandingHandReading[] afternoon = [Standing("15:00")];

        Assert.Equal(HandReadingFault.TooCloseToTheOther, Refused(Late("09:30", entered: "17:00"), afternoon).Fault);
        Assert.True(Accepted(Late("08:50", entered: "17:00"), afternoon).IsLate);
    }

    [Fact] // HR-03
    public void A_stated_time_makes_an_entry_late_even_while_its_window_is_open() =>
        Assert.True(Accepted(Late("08:00", entered: "08:01"), None).IsLate);

    [Fact] // HR-03
    public void A_late_entry_needs_a_reason() =>
        Assert.Equal(HandReadingFault.ReasonMissing, Refused(Late("08:00", "14:30") with { Reason = " \t" }, None).Fault);

    [Fact] // HR-03
    public void After_24_hours_a_slot_stays_unrecorded()
    {
        HandReadingClaim yesterday = new(true, At("08:00").AddDays(1), At("08:00"), "power cut");

        Assert.IsType<HandReadingDecision.Accepted>(HandReadingRules.Decide(yesterday, None));
        Assert.Equal(
            HandReadingFault.TooLate,
            Refused(yesterday with { EnteredAt = yesterday.EnteredAt.AddMilliseconds(1) }, None).Fault);
    }

    [Fact] // HR-03
    public void A_reading_cannot_be_signed_before_it_was_taken() =>
        Assert.Equal(HandReadingFault.InTheFuture, Refused(Late("16:00", entered: "15:59"), None).Fault);

    [Fact] // HR-04
    public void A_slot_is_read_once()
    {
        Assert.Equal(HandReadingFault.SlotIsTaken, Refused(Now("11:00"), [Standing("08:00")]).Fault);
        Assert.IsType<HandReadingDecision.Accepted>(HandReadingRules.Decide(Now("11:00"), [Standing("08:00", day: 21)]));
    }

    [Fact] // HR-07
    public void Nobody_but_the_facility_s_own_staff_signs()
    {
        HandReadingClaim inspector = Now("08:40") with { SignerIsOwnStaff = false };

        Assert.Equal(HandReadingFault.NotOwnStaff, Refused(inspector, None).Fault);
        Assert.Equal(
            new HandReadingDecision.Refused(HandReadingFault.NotOwnStaff),
            HandReadingRules.DecideCorrection(inspector, Standing("08:00")));
    }

    [Fact] // HR-09
    public void A_correction_keeps_the_moment_and_the_late_mark_of_what_it_voids()
    {
        StandingHandReading voided = Standing("08:00") with { IsLate = true, EnteredAt = At("13:00") };
        HandReadingClaim claim = new(true, At("14:00"), At("17:00"), "typed 45 for 4.5");

        HandReadingDecision.Accepted corrected =
            Assert.IsType<HandReadingDecision.Accepted>(HandReadingRules.DecideCorrection(claim, voided));

        Assert.Equal((voided.Day, voided.Slot, voided.ReadAt, true), (corrected.Day, corrected.Slot, corrected.ReadAt, corrected.IsLate));
    }

    [Fact] // HR-09
    public void A_correction_needs_a_reason_and_comes_within_24_hours_of_the_entry()
    {
        StandingHandReading voided = Standing("08:00");
        HandReadingClaim claim = new(true, At("08:00").AddDays(1), null, "wrong fridge");

        Assert.IsType<HandReadingDecision.Accepted>(HandReadingRules.DecideCorrection(claim, voided));
        Assert.Equal(
            new HandReadingDecision.Refused(HandReadingFault.TooLate),
            HandReadingRules.DecideCorrection(claim with { EnteredAt = claim.EnteredAt.AddMinutes(1) }, voided));
        Assert.Equal(
            new HandReadingDecision.Refused(HandReadingFault.ReasonMissing),
            HandReadingRules.DecideCorrection(claim with { Reason = null }, voided));
    }

    [Fact] // HR-09
    public void What_was_already_replaced_cannot_be_replaced_again() =>
        Assert.Equal(
            new HandReadingDecision.Refused(HandReadingFault.AlreadyReplaced),
            HandReadingRules.DecideCorrection(new HandReadingClaim(true, At("09:00"), null, "again"), voided: null));

    [Fact] // HR-01, HR-02
    public void The_prompt_follows_the_day_from_waiting_to_complete()
    {
        StandingHandReading[] morning = [Standing("09:30")];
        StandingHandReading[] both = [Standing("09:30"), Standing("15:30")];

        Assert.Equal(new HandReadingPrompt.Wait(HandReadingSlot.Morning, new TimeOnly(6, 0)), PromptAt("05:00", None));
        Assert.Equal(new HandReadingPrompt.ReadNow(HandReadingSlot.Morning, new TimeOnly(12, 0)), PromptAt("06:00", None));
        Assert.Equal(new HandReadingPrompt.Wait(HandReadingSlot.Afternoon, new TimeOnly(15, 30)), PromptAt("10:00", morning));
        Assert.Equal(new HandReadingPrompt.ReadNow(HandReadingSlot.Afternoon, new TimeOnly(19, 0)), PromptAt("15:30", morning));
        Assert.Equal(new HandReadingPrompt.ReadNow(HandReadingSlot.Afternoon, new TimeOnly(19, 0)), PromptAt("12:00", None));
        Assert.Equal(new HandReadingPrompt.Nothing(DayIsComplete: true), PromptAt("15:31", both));
        Assert.Equal(new HandReadingPrompt.Nothing(DayIsComplete: false), PromptAt("19:00", morning));
    }

    private static HandReadingPrompt PromptAt(string time, StandingHandReading[] standing) =>
        HandReadingRules.Prompt(At(time), standing);

    private static HandReadingDecision.Accepted Accepted(HandReadingClaim claim, StandingHandReading[] standing) =>
        Assert.IsType<HandReadingDecision.Accepted>(HandReadingRules.Decide(claim, standing));

    private static HandReadingDecision.Refused Refused(HandReadingClaim claim, StandingHandReading[] standing) =>
        Assert.IsType<HandReadingDecision.Refused>(HandReadingRules.Decide(claim, standing));

    private static HandReadingClaim Now(string time) => new(SignerIsOwnStaff: true, At(time), null, null);

    private static HandReadingClaim Late(string read, string entered) => new(true, At(entered), At(read), "was giving vaccinations");

    private static StandingHandReading Standing(string time, int day = 22)
    {
        DateTimeOffset readAt = At(time).AddDays(day - 22);
        DateOnly date = HandReadingRules.DayOf(readAt);
        return new(date, HandReadingRules.SlotAt(TimeOnly.FromDateTime(readAt.DateTime))!.Value, readAt, readAt, IsLate: false);
    }

    private static DateTimeOffset At(string time) => new(
        new DateOnly(2026, 11, 22), TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(8));
}
