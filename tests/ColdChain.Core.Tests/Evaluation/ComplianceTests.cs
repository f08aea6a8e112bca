using ColdChain.Core.Keeping;

namespace ColdChain.Core.Tests.Evaluation;

public sealed class ComplianceTests
{
    [Theory]
    [InlineData(60, 0, 0, 10_000, 10_000)]
    [InlineData(30, 20, 10, 5_000, 8_333)]
    [InlineData(0, 0, 10, 0, 0)]
    public void Compliance_counts_what_nobody_saw_against_the_store(long inRange, long outside, long unobserved, int kept, int observed) // EX-37
    {
        Compliance compliance = new(inRange, outside, unobserved);

        Assert.Equal(kept, compliance.InRangeShare);
        Assert.Equal(observed, compliance.ObservedShare);
    }

    [Fact]
    public void A_millisecond_out_in_ten_years_is_not_a_hundred_percent()
    {
        Compliance compliance = new(InRangeMilliseconds: 315_360_000_000, OutMilliseconds: 1, UnobservedMilliseconds: 0);

        Assert.Equal(9_999, compliance.InRangeShare);
        Assert.Equal(Compliance.Whole, compliance.ObservedShare);
    }

    [Fact]
    public void Of_no_time_there_is_no_share() => Assert.Null(new Compliance(0, 0, 0).InRangeShare);
}
