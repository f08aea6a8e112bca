using ColdChain.Core.Alarms;

namespace ColdChain.Core.Tests.Alarms;

public sealed class RaisePolicyTests
{
    [Theory]
    [InlineData(0, false, false, RaiseDecision.Raise)] // AL-01
    [InlineData(5, false, false, RaiseDecision.Raise)] // AL-01: five minutes of delay is the line's, not late data
    [InlineData(6, false, false, RaiseDecision.RaiseWhenSettled)] // AL-04
    [InlineData(0, false, true, RaiseDecision.Join)] // AL-02
    [InlineData(600, false, true, RaiseDecision.Join)] // AL-02
    [InlineData(600, true, false, RaiseDecision.ListForDigest)] // AL-03
    [InlineData(0, true, true, RaiseDecision.ListForDigest)] // AL-03
    public void A_rule_that_fell_due_is_raised_joined_or_listed(
        int minutesLate, bool isOver, bool unitHasAlarmOutOfRange, RaiseDecision expected)
    {
        RuleFellDue due = new(Night.At(0), Night.At(minutesLate), isOver);

        Assert.Equal(expected, RaisePolicy.Decide(due, unitHasAlarmOutOfRange, EscalationTimes.Default));
    }
}
