using ColdChain.Core.Time;

namespace ColdChain.Core.Tests.Time;

public sealed class LocalDaysTests
{
    [Theory]
    [InlineData("Asia/Shanghai", 2026, 11, 22, 24)]
    [InlineData("Europe/Berlin", 2026, 3, 29, 23)]
    [InlineData("Europe/Berlin", 2026, 10, 25, 25)]
    [InlineData("America/Havana", 2026, 3, 8, 23)] // the clocks jump over midnight
    [InlineData("America/Havana", 2026, 11, 1, 25)] // midnight happens twice
    [InlineData("Asia/Kathmandu", 2026, 5, 5, 24)]
    public void A_day_is_as_long_as_its_zone_makes_it(string zoneId, int year, int month, int day, int hours)
    {
        TimeRange during = LocalDays.During(new DateOnly(year, month, day), TimeZoneInfo.FindSystemTimeZoneById(zoneId));

        Assert.Equal(TimeSpan.FromHours(hours), during.End!.Value - during.Start);
    }

    [Theory]
    [InlineData("Asia/Shanghai")]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Havana")]
    [InlineData("Africa/Cairo")]
    [InlineData("Pacific/Auckland")]
    public void The_days_of_a_year_own_every_instant_once(string zoneId)
    {
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(zoneId);
        for (DateOnly day = new(2026, 1, 1); day.Year == 2026; day = day.AddDays(1))
        {
            TimeRange during = LocalDays.During(day, zone);

            Assert.Equal(during.End, LocalDays.During(day.AddDays(1), zone).Start);
            Assert.Equal(day, LocalDays.At(during.Start, zone));
            Assert.Equal(day, LocalDays.At(during.End!.Value - TimeSpan.FromMilliseconds(1), zone));
        }
    }

    [Fact]
    public void A_month_lists_its_days_in_order()
    {
        IReadOnlyList<DateOnly> days = LocalDays.InMonth(2028, 2);

        Assert.Equal(29, days.Count);
        Assert.Equal(new DateOnly(2028, 2, 1), days[0]);
        Assert.Equal(new DateOnly(2028, 2, 29), days[^1]);
    }
}
