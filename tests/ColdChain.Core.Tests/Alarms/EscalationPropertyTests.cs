using ColdChain.Core.Alarms;
using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.Alarms;

public sealed class EscalationPropertyTests
{
    /// <summary>A night: the length of the chain, then what happens; small numbers are minutes, large ones are people.</summary>
    private static readonly Arbitrary<(int Chain, int[] Acts)> Nights = Arb.From(
        from chain in Gen.Choose(1, 5)
        from acts in Gen.Choose(0, 99).ArrayOf()
        select (chain, acts));

    private static readonly Config ManyNights = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact] // AL-05, AL-06, AL-07
    public void It_is_never_silent_while_out_of_range_and_unanswered() => Check((chain, acts) =>
        Play(chain, acts, night =>
        {
            if (night.Alarm.Stage is not (AlarmStage.Raised or AlarmStage.Resumed))
            {
                return;
            }

            // The sweep has just run: somebody has been told, and within the last repetition's wait.
            Assert.NotNull(night.Alarm.LastStepAt);
            Assert.InRange(night.Now - night.Alarm.LastStepAt.Value, TimeSpan.Zero, EscalationTimes.DefaultRepeatEvery);
            Assert.NotNull(night.NextDue());
        }));

    [Fact] // AL-13
    public void No_contact_gets_two_messages_of_one_step() => Check((chain, acts) =>
    {
        Night night = Play(chain, acts, _ => { });
        Assert.Equal(night.Messages.Count, night.Messages.DistinctBy(told => (told.Step, told.Contact)).Count());
    });

    [Fact] // AL-06
    public void The_same_night_has_the_same_messages() => Check((chain, acts) =>
        Assert.Equal(Play(chain, acts, _ => { }).Messages, Play(chain, acts, _ => { }).Messages));

    [Fact] // AL-08, AL-10, AL-11
    public void Nobody_is_told_while_it_is_in_hand_back_in_range_or_closed() => Check((chain, acts) =>
    {
        int before = 0;
        AlarmState? earlier = null;
        Play(chain, acts, night =>
        {
            bool quiet = earlier is { IsOutOfRange: false } || (earlier?.Stage == AlarmStage.Taken && night.Now < earlier.PausedUntil);
            Assert.False(quiet && night.Alarm.Stage == earlier!.Stage && night.Messages.Count > before);
            earlier = night.Alarm;
            before = night.Messages.Count;
        });
    });

    [Fact] // AL-11
    public void A_closed_alarm_has_a_cause_an_action_and_a_name_and_stays_closed() => Check((chain, acts) =>
    {
        bool wasClosed = false;
        Play(chain, acts, night =>
        {
            Assert.False(wasClosed && night.Alarm.Stage != AlarmStage.Closed);
            wasClosed = night.Alarm.Stage == AlarmStage.Closed;
            if (wasClosed)
            {
                Assert.NotNull(night.Alarm.Cause);
                Assert.NotNull(night.Alarm.Action);
                Assert.NotNull(night.Alarm.ClosedBy);
            }
        });
    });

    [Fact] // AL-05
    public void What_is_due_says_so_beforehand() => Check((chain, acts) =>
        Play(chain, acts, night =>
        {
            // A sweep that looks only at alarms whose due time has come would miss none.
            bool dueByTimer = night.NextDue() <= night.Now;
            Assert.Equal(EscalationPolicy.Tells(night.Ask()), dueByTimer);
        }));

    private static void Check(Action<int, int[]> holds) =>
        Prop.ForAll(Nights, night => holds(night.Chain, night.Acts)).Check(ManyNights);

    private static Night Play(int chain, int[] acts, Action<Night> after)
    {
        Night night = Night.Raised(chain);
        night.Sweep();
        foreach (int act in acts)
        {
            _ = act switch
            {
                < 70 => night.Wait(act),
                < 80 => Do(night, () => night.Take()),
                < 86 => night.BackInRange(),
                < 92 => night.OutAgain(),
                < 96 => night.Explain("停电", act == 92 ? null : "转移至备用冰箱"),
                _ => Do(night, () => night.Close()),
            };
            night.Sweep();
            after(night);
        }

        return night;
    }

    private static Night Do(Night night, Action act)
    {
        act();
        return night;
    }
}
