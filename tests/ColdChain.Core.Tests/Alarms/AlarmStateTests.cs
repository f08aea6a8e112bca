using ColdChain.Core.Alarms;

namespace ColdChain.Core.Tests.Alarms;

public sealed class AlarmStateTests
{
    [Fact] // AL-11
    public void Nobody_can_close_an_alarm_that_is_still_out_of_range()
    {
        Night night = Night.Raised(chain: 1).Wait(minutes: 1).Explain("停电", "转移至备用冰箱");
        night.Take();

        Assert.Equal(CloseOutcome.StillOutOfRange, night.Close());
        Assert.Equal(AlarmStage.Taken, night.Alarm.Stage);
    }

    [Theory] // AL-11
    [InlineData(null, "转移", CloseOutcome.CauseMissing)]
    [InlineData("  ", "转移", CloseOutcome.CauseMissing)]
    [InlineData("停电", "", CloseOutcome.ActionMissing)]
    [InlineData("停电", "转移", CloseOutcome.Closed)]
    public void Closing_requires_cause_and_action(string? cause, string? action, CloseOutcome expected)
    {
        Night night = Night.Raised(chain: 1).Wait(minutes: 1).BackInRange().Explain(cause, action);

        Assert.Equal(expected, night.Close());
    }

    [Fact] // AL-11
    public void What_was_closed_is_not_closed_explained_or_taken_again()
    {
        Night night = Night.Raised(chain: 1).Wait(minutes: 1).BackInRange().Explain("停电", "转移");
        Assert.Equal(CloseOutcome.Closed, night.Close("王芳"));

        Assert.Equal(CloseOutcome.AlreadyClosed, night.Close("李强"));
        Assert.Equal(TakeOutcome.AlreadyClosed, night.Take("李强"));
        Assert.Equal("停电", night.Explain("别的", "别的").Alarm.Cause);
        Assert.Equal("王芳", night.Alarm.ClosedBy);
    }

    [Fact] // AL-08
    public void A_pause_that_runs_cannot_be_lengthened()
    {
        Night night = Night.Raised(chain: 1).Wait(minutes: 1);
        night.Take("王芳");
        night.Wait(minutes: 20);

        Assert.Equal(TakeOutcome.AlreadyTaken, night.Take("李强"));
        Assert.Equal(Night.At(31), night.Alarm.PausedUntil);
        Assert.Equal("王芳", night.Alarm.TakenBy);
    }

    [Fact] // AL-10
    public void Whoever_answers_after_the_return_is_on_record_and_pauses_nothing()
    {
        Night night = Night.Raised(chain: 1).Wait(minutes: 1).BackInRange();

        Assert.Equal(TakeOutcome.TakenWhenBackInRange, night.Take());
        Assert.Equal(AlarmStage.BackInRange, night.Alarm.Stage);
        Assert.Equal(TakeOutcome.AlreadyTaken, night.Take("李强"));
    }

    [Fact] // AL-03
    public void An_excursion_found_over_woke_nobody_and_never_will()
    {
        AlarmState alarm = AlarmState.FoundOver(Night.At(600), endedAt: Night.At(10));

        Assert.True(alarm.WokeNobody);
        Assert.Null(EscalationPolicy.NextDueAt(alarm, 3, EscalationTimes.Default));
        Assert.Throws<InvalidOperationException>(() => alarm.Stepped(Night.At(700)));
    }

    [Fact] // AL-10
    public void Late_data_that_reopen_an_alarm_in_hand_leave_it_in_hand()
    {
        Night night = Night.Raised(chain: 1).Wait(minutes: 1);
        night.Take();
        night.BackInRange().Wait(minutes: 5).OutAgain();

        Assert.Equal(AlarmStage.Taken, night.Alarm.Stage);
    }
}
