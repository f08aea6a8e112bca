using ColdChain.Core.Time;

using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.Time;

public sealed class TimeRangeTests
{
    [Fact]
    public void A_range_owns_its_start_and_not_its_end()
    {
        TimeRange range = Range(10, 20);

        Assert.True(range.Contains(At(10)) && range.Contains(At(19)));
        Assert.False(range.Contains(At(9)) || range.Contains(At(20)));
        Assert.False(range.Overlaps(Range(20, 30)));
        Assert.True(new TimeRange(At(5), null).Contains(At(1_000_000)));
    }

    [Fact]
    public void A_range_cannot_end_before_it_starts() => Assert.Throws<ArgumentException>(() => Range(20, 10));

    [Fact]
    public void What_two_ranges_share_is_what_both_contain() => Prop.ForAll(
        Ranges(),
        Ranges(),
        Gen.Choose(0, 60).ToArbitrary(),
        (left, right, at) =>
        {
            bool both = left.Contains(At(at)) && right.Contains(At(at));
            Assert.Equal(both, left.Intersect(right)?.Contains(At(at)) ?? false);
            Assert.Equal(left.Overlaps(right), left.Intersect(right) is not null);
            Assert.Equal(left.Intersect(right), right.Intersect(left));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void The_length_of_a_range_that_goes_on_is_measured_up_to_now()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(7), new TimeRange(At(3), null).LengthUntil(At(10)));
        Assert.Equal(TimeSpan.Zero, new TimeRange(At(30), null).LengthUntil(At(10)));
    }

    [Fact]
    public void An_instant_round_trips_and_prints_as_utc()
    {
        Instant instant = Instant.FromUnixMilliseconds(1_777_564_800_123);

        Assert.Equal(instant, Instant.FromDateTimeOffset(instant.ToDateTimeOffset()));
        Assert.Equal("2026-04-30T16:00:00.123Z", instant.ToString());
        Assert.Equal(instant, instant + TimeSpan.FromHours(1) - TimeSpan.FromHours(1));
        Assert.Equal(TimeSpan.FromMilliseconds(123), instant - Instant.FromUnixMilliseconds(1_777_564_800_000));
    }

    private static Arbitrary<TimeRange> Ranges() =>
        (from start in Gen.Choose(0, 50)
         from length in Gen.Choose(0, 30)
         from isOpen in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
         select isOpen ? new TimeRange(At(start), null) : Range(start, start + length)).ToArbitrary();

    private static TimeRange Range(int start, int end) => new(At(start), At(end));

    private static Instant At(int milliseconds) => Instant.FromUnixMilliseconds(milliseconds);
}
