using System.Globalization;
using ColdChain.Core.Keeping;

namespace ColdChain.Core.Tests.Keeping;

/// <summary>How long readings are kept: standards of China, WHO and US CDC, and what the lots inside ask for.</summary>
public sealed class RetentionTests
{
    [Theory]
    [InlineData("CN-IMM/fridge", null, "2025-05-01")]
    [InlineData("CN-GSP/freezer", null, "2025-05-01")]
    [InlineData("WHO/fridge", null, "2023-05-01")]
    [InlineData("US-CDC/fridge", null, "2023-05-01")]
    [InlineData(null, null, "2030-05-01")]
    [InlineData("ours/fridge", null, "2030-05-01")]
    [InlineData("CN-IMM/fridge", "2022-03-31", "2027-03-31")]
    [InlineData("WHO/fridge", "2022-03-31", "2027-03-31")]
    [InlineData("CN-IMM/fridge", "2019-12-31", "2025-05-01")]
    public void A_day_is_kept_by_its_profile_and_five_years_beyond_the_expiry_of_what_was_inside(
        string? profile, string? expiry, string through)
    {
        DateOnly? latest = expiry is null ? null : Day(expiry);

        Assert.Equal(Day(through), Core.Keeping.Retention.KeepThrough(Day("2020-05-01"), profile, latest));
    }

    private static DateOnly Day(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
