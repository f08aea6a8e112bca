using ColdChain.Core.Time;

namespace ColdChain.Core.Tests.Time;

public sealed class InstantTests
{
    [Theory] // What a broken clock tells is shown on pages and in logs, which must not break by it.
    [InlineData(long.MinValue, "0001-01-01T00:00:00.000Z")]
    [InlineData(-62_135_596_800_001, "0001-01-01T00:00:00.000Z")]
    [InlineData(-62_135_596_800_000, "0001-01-01T00:00:00.000Z")]
    [InlineData(0, "1970-01-01T00:00:00.000Z")]
    [InlineData(253_402_300_799_999, "9999-12-31T23:59:59.999Z")]
    [InlineData(253_402_300_800_000, "9999-12-31T23:59:59.999Z")]
    [InlineData(long.MaxValue, "9999-12-31T23:59:59.999Z")]
    public void A_moment_beyond_the_calendar_is_shown_as_its_nearest_end(long unixMilliseconds, string shown)
    {
        Instant moment = Instant.FromUnixMilliseconds(unixMilliseconds);

        Assert.Equal(shown, moment.ToString());
        Assert.Equal(unixMilliseconds, moment.UnixMilliseconds);
    }
}
