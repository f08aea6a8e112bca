using ColdChain.Core.Keeping;

namespace ColdChain.Core.Tests.Keeping;

/// <summary>Rule R10: reminders 30, 7 and 0 days before.</summary>
public sealed class DueStepsTests
{
    private static readonly DateOnly Today = new(2026, 5, 1);

    [Theory]
    [InlineData(31, DueStep.Later)]
    [InlineData(30, DueStep.InThirtyDays)]
    [InlineData(8, DueStep.InThirtyDays)]
    [InlineData(7, DueStep.InSevenDays)]
    [InlineData(1, DueStep.InSevenDays)]
    [InlineData(0, DueStep.Today)]
    [InlineData(-1, DueStep.Overdue)]
    public void The_last_day_decides_the_step(int days, DueStep step) => Assert.Equal(step, DueSteps.Of(Today.AddDays(days), Today));

    [Fact]
    public void What_was_never_done_is_missing_and_not_late() => Assert.Equal(DueStep.Missing, DueSteps.Of(null, Today));

    [Theory]
    [InlineData("CN-IMM/fridge", "2027-05-01")]
    [InlineData("CN-GSP/freezer", "2027-05-01")]
    [InlineData("WHO/fridge", "2027-05-01")]
    [InlineData("US-CDC/fridge", "2028-05-01")]
    [InlineData("elsewhere/fridge", "2027-05-01")]
    public void A_certificate_that_names_no_day_counts_by_the_regime(string profile, string due) =>
        Assert.Equal(DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture), Recalibration.Of(profile).DueAfter(Today));

    [Fact]
    public void Every_profile_of_the_product_has_an_interval_of_its_regime() => Assert.All(
        StandardProfiles.All, profile => Assert.InRange(Recalibration.Of(profile.Id).Months, 12, 24));
}
