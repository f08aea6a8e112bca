using ColdChain.Core.Alarms;

namespace ColdChain.Core.Tests.Alarms;

public sealed class EscalationPolicyTests
{
    [Fact] // AL-05
    public void The_first_contact_is_told_at_once()
    {
        Night night = Night.Raised(chain: 3);

        Assert.Equal(NotifyDecision.FirstNotice, night.Sweep());
        Assert.Equal([new Night.Told(0, 0, 0, NotifyDecision.FirstNotice)], night.Messages);
    }

    [Fact] // AL-06
    public void Unanswered_for_fifteen_minutes_means_the_next_contact()
    {
        Night night = Night.Raised(chain: 3).Wait(minutes: 44);

        Assert.Equal(
            [(0, 0), (15, 1), (30, 2)],
            night.Messages.Select(told => (told.Minute, told.Contact)));
        Assert.Equal(NotifyDecision.NotDue, night.Ask());
    }

    [Fact] // AL-07
    public void At_the_end_of_the_chain_everybody_is_told_every_thirty_minutes()
    {
        Night night = Night.Raised(chain: 2).Wait(minutes: 80);

        Assert.Equal(
            [(0, 0), (15, 1), (45, 0), (45, 1), (75, 0), (75, 1)],
            night.Messages.Select(told => (told.Minute, told.Contact)));
        Assert.Equal(NotifyDecision.RepeatDue, night.Messages[^1].Why);
    }

    [Fact] // AL-08
    public void Taken_pauses_for_thirty_minutes_and_then_the_next_contact_is_told()
    {
        Night night = Night.Raised(chain: 3).Wait(minutes: 5);
        Assert.Equal(TakeOutcome.Taken, night.Take());

        night.Wait(minutes: 29);
        Assert.Equal(NotifyDecision.Paused, night.Ask());
        Assert.Single(night.Messages);

        night.Wait(minutes: 1);
        Assert.Equal(new Night.Told(35, 1, 1, NotifyDecision.PauseOver), night.Messages[^1]);
        Assert.Equal(AlarmStage.Resumed, night.Alarm.Stage);
    }

    [Fact] // AL-08
    public void After_the_pause_it_can_be_taken_again_and_pauses_again()
    {
        Night night = Night.Raised(chain: 3).Wait(minutes: 5);
        night.Take("王芳");
        night.Wait(minutes: 31);

        Assert.Equal(TakeOutcome.Taken, night.Take("李强"));
        Assert.Equal("李强", night.Alarm.TakenBy);
        Assert.Equal(NotifyDecision.Paused, night.Ask());
    }

    [Fact] // AL-04
    public void An_alarm_from_late_data_waits_two_minutes_before_the_first_notice()
    {
        Night night = Night.RaisedLate(chain: 1);
        Assert.Equal(NotifyDecision.Settling, night.Sweep());

        night.Wait(minutes: 2);

        Assert.Equal([(2, NotifyDecision.FirstNotice)], night.Messages.Select(told => (told.Minute, told.Why)));
    }

    [Fact] // AL-04
    public void A_live_rule_that_joins_an_alarm_from_late_data_ends_its_waiting()
    {
        AlarmState alarm = AlarmState.RaisedLate(Night.At(0), EscalationTimes.Default).JoinedLive();

        Assert.Equal(
            NotifyDecision.FirstNotice,
            EscalationPolicy.Decide(alarm, 1, EscalationTimes.Default, Night.At(0)));
    }

    [Fact] // AL-10
    public void Back_in_range_ends_the_escalation_even_when_nobody_answered()
    {
        Night night = Night.Raised(chain: 3).Wait(minutes: 5).BackInRange().Wait(minutes: 600);

        Assert.Single(night.Messages);
        Assert.Equal(NotifyDecision.BackInRange, night.Ask());
        Assert.Null(night.NextDue());
    }

    [Fact] // AL-10
    public void Out_again_after_all_goes_on_where_it_stopped()
    {
        Night night = Night.Raised(chain: 3).Wait(minutes: 5).BackInRange().Wait(minutes: 20).OutAgain();

        Assert.Equal(NotifyDecision.StepDue, night.Sweep());
        Assert.Equal(1, night.Messages[^1].Contact);
    }

    [Fact] // AL-06
    public void After_an_outage_of_hours_one_step_is_made_up_for_and_not_all()
    {
        Night night = Night.Raised(chain: 4);
        night.Sweep();
        night.Outage(minutes: 300).Wait(minutes: 14);

        Assert.Equal([(0, 0), (300, 1)], night.Messages.Select(told => (told.Minute, told.Contact)));
    }

    [Fact] // AL-05
    public void A_facility_without_any_contact_is_a_decision_with_a_name() =>
        Assert.Equal(NotifyDecision.NobodyToTell, Night.Raised(chain: 0).Sweep());
}
