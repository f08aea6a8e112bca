using ColdChain.Core.Time;
using ColdChain.Server.Pages.Charts;

namespace ColdChain.Server.Tests.Pages.Charts;

public sealed class TimeAxisTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void A_day_is_marked_in_the_facility_s_hours() =>
        Assert.Equal(
            ["11-21", "06:00", "12:00", "18:00"],
            Labels(Pictures.Start, TimeSpan.FromDays(1), Pictures.Shanghai, most: 5));

    [Fact]
    public void A_day_that_begins_at_noon_is_marked_on_round_hours() =>
        Assert.Equal(
            ["15:00", "18:00", "21:00", "11-22", "03:00", "06:00", "09:00", "12:00"],
            Labels(Pictures.Start + TimeSpan.FromMinutes(725), TimeSpan.FromDays(1), Pictures.Shanghai, most: 8));

    [Fact]
    public void Thirty_days_are_marked_by_days()
    {
        string[] labels = Labels(Pictures.Start, TimeSpan.FromDays(30), Pictures.Shanghai, most: 6);

        Assert.Equal(["11-21", "11-26", "12-01", "12-06", "12-11", "12-16"], labels);
    }

    [Fact]
    public void A_week_from_the_middle_of_a_day_is_marked_at_each_midnight() =>
        Assert.Equal(
            ["11-22", "11-23", "11-24", "11-25", "11-26", "11-27", "11-28"],
            Labels(Pictures.Start + TimeSpan.FromHours(9), TimeSpan.FromDays(7), Pictures.Shanghai, most: 8));

    [Theory]
    [InlineData("2026-03-29T00:00:00+01:00", 23)]
    [InlineData("2026-10-25T00:00:00+02:00", 25)]
    public void The_day_on_which_clocks_change_keeps_its_own_length(string start, int hours)
    {
        Instant from = Instant.FromDateTimeOffset(DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture));

        IReadOnlyList<TimeTick> ticks = TimeAxis.Ticks(from, from + TimeSpan.FromHours(hours + 1), Berlin, most: 3);

        TimeTick[] midnights = [.. ticks.Where(tick => tick.IsDayStart)];
        Assert.Equal(TimeSpan.FromHours(hours), midnights[1].At - midnights[0].At);
    }

    private static string[] Labels(Instant from, TimeSpan length, TimeZoneInfo zone, int most) =>
        [.. TimeAxis.Ticks(from, from + length, zone, most).Select(tick => tick.Label)];
}
