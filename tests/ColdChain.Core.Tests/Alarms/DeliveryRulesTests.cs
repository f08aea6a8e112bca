using ColdChain.Core.Alarms;
using ColdChain.Core.Time;

namespace ColdChain.Core.Tests.Alarms;

public sealed class DeliveryRulesTests
{
    [Theory] // AL-14
    [InlineData(DeliveryFailure.Network, 1, 5)]
    [InlineData(DeliveryFailure.Network, 2, 10)]
    [InlineData(DeliveryFailure.Server, 6, 160)]
    [InlineData(DeliveryFailure.Server, 7, 300)]
    [InlineData(DeliveryFailure.Server, 4_000, 300)]
    [InlineData(DeliveryFailure.RateLimited, 1, 60)]
    [InlineData(DeliveryFailure.RateLimited, 6, 160)]
    [InlineData(DeliveryFailure.Auth, 1, 300)]
    [InlineData(DeliveryFailure.Client, 9, 300)]
    public void Each_failure_is_tried_again_after_its_own_wait(DeliveryFailure failure, int failed, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), DeliveryRetry.DelayAfter(failure, failed));

    [Theory] // AL-12
    [InlineData(0, AllowanceDecision.Send)]
    [InlineData(39, AllowanceDecision.Send)]
    [InlineData(40, AllowanceDecision.WithholdForDigest)]
    public void The_forty_first_message_of_a_day_waits_for_the_digest(int sent, AllowanceDecision expected) =>
        Assert.Equal(expected, new MessageAllowance().Decide(sent));

    [Theory] // AL-15
    [InlineData("2026-05-01T07:29:59+08:00", null)]
    [InlineData("2026-05-01T07:30:00+08:00", "2026-05-01")]
    [InlineData("2026-05-01T11:59:59+08:00", "2026-05-01")]
    [InlineData("2026-05-01T12:00:00+08:00", null)]
    [InlineData("2026-04-30T23:45:00Z", "2026-05-01")]
    public void The_digest_is_due_in_the_facilitys_own_morning(string now, string? day)
    {
        TimeZoneInfo shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

        DigestMorning? morning = DigestCalendar.DueMorning(Moment(now), shanghai, DigestCalendar.DefaultTime);

        Assert.Equal(day, morning?.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        if (morning is not null)
        {
            Assert.Equal(Moment($"{day}T07:30:00+08:00"), morning.CoversUntil);
        }
    }

    [Fact] // AL-15
    public void On_the_day_that_skips_the_hour_the_digest_covers_until_the_hour_after_it()
    {
        TimeZoneInfo berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

        DigestMorning? morning = DigestCalendar.DueMorning(Moment("2026-03-29T03:10:00+02:00"), berlin, new TimeOnly(2, 30));

        Assert.Equal(Moment("2026-03-29T03:30:00+02:00"), morning?.CoversUntil);
    }

    private static Instant Moment(string text) =>
        Instant.FromDateTimeOffset(DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
}
