using ColdChain.Core.Integrity;

namespace ColdChain.Core.Tests.Integrity;

/// <summary>The line by which a root leaves the house, and comes back from paper.</summary>
public sealed class RootLineTests
{
    private const string Hash = "96a617e6f1184ca1d135312a8eca67b8c1d8f9ddbde357ca79ebd72974623546";
    private const string Signed = $"17 2026-11-21 {Hash} c5a9cf2421a0158b MEQCIG0Y3bIovDNbpVjve+qVQ4gDQwJCZ9QSHLeZk9IRxQ==";

    [Theory]
    [InlineData(Signed)]
    [InlineData($"17 2026-11-21 {Hash}")]
    public void A_line_reads_itself_back(string text)
    {
        Assert.True(RootLine.TryParse(text, out RootLine? line));
        Assert.Equal((17, new DateOnly(2026, 11, 21), Hash), (line.Number, line.Day, line.Hash.ToString()));
        Assert.Equal(text, line.ToString());
    }

    [Fact]
    public void Spaces_around_and_between_do_not_matter() =>
        Assert.True(RootLine.TryParse($"  17   2026-11-21 {Hash} \r", out RootLine? line) && line.Number == 17);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("# roots of 2026")]
    [InlineData($"0 2026-11-21 {Hash}")]
    [InlineData($"-1 2026-11-21 {Hash}")]
    [InlineData($"17 2026-13-21 {Hash}")]
    [InlineData("17 2026-11-21 96a6")]
    [InlineData($"17 2026-11-21 {Hash} c5a9cf2421a0158b")]
    [InlineData($"17 2026-11-21 {Hash} c5a9cf2421a0158b not-base64")]
    [InlineData($"17 2026-11-21 {Hash} key MEQ=")]
    [InlineData($"99999999999999999999 2026-11-21 {Hash}")]
    public void What_is_not_such_a_line_is_none(string? text) => Assert.False(RootLine.TryParse(text, out _));

    [Fact]
    public void A_line_longer_than_any_of_ours_is_none() =>
        Assert.False(RootLine.TryParse(Signed + new string(' ', RootLine.MostCharacters), out _));
}
