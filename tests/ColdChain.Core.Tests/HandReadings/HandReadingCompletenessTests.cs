using ColdChain.Core.HandReadings;

namespace ColdChain.Core.Tests.HandReadings;

public sealed class HandReadingCompletenessTests
{
    private static readonly DateOnly[] TwoDays = [new(2026, 11, 21), new(2026, 11, 22)];

    [Fact] // HR-10
    public void A_slot_is_missed_only_when_its_window_has_closed()
    {
        Assert.Equal(new HandReadingCompleteness(2, 0, 0), HandReadingCompleteness.Of(TwoDays, [], Now("11:59")));
        Assert.Equal(new HandReadingCompleteness(3, 0, 0), HandReadingCompleteness.Of(TwoDays, [], Now("12:00")));
        Assert.Equal(new HandReadingCompleteness(4, 0, 0), HandReadingCompleteness.Of(TwoDays, [], Now("19:00")));
    }

    [Fact] // HR-10
    public void Late_entries_count_as_done_and_are_counted_apart()
    {
        StandingHandReading onTime = new(TwoDays[0], HandReadingSlot.Morning, Now("08:00"), Now("08:00"), IsLate: false);
        StandingHandReading late = onTime with { Slot = HandReadingSlot.Afternoon, IsLate = true };

        HandReadingCompleteness month = HandReadingCompleteness.Of(TwoDays, [onTime, late], Now("19:00"));

        Assert.Equal((4, 1, 1, 2, 2), (month.Expected, month.OnTime, month.Late, month.Done, month.Missing));
        Assert.Equal(500, month.PerMille);
    }

    [Fact] // HR-10
    public void A_reading_of_today_counts_before_its_window_closes()
    {
        StandingHandReading today = new(TwoDays[1], HandReadingSlot.Morning, Now("08:00"), Now("08:00"), IsLate: false);

        Assert.Equal(new HandReadingCompleteness(3, 1, 0), HandReadingCompleteness.Of(TwoDays, [today], Now("09:00")));
    }

    [Fact] // HR-10
    public void Nothing_expected_is_not_one_hundred_percent() =>
        Assert.Null(HandReadingCompleteness.Of([], [], Now("09:00")).PerMille);

    [Fact] // HR-10
    public void One_missing_of_many_never_rounds_up_to_complete() =>
        Assert.Equal(999, new HandReadingCompleteness(3000, 2999, 0).PerMille);

    private static DateTimeOffset Now(string time) => new(
        TwoDays[1], TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(8));
}
