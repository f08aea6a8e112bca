using System.Diagnostics;
using System.Globalization;
using ColdChain.Agent.Probes.Serial.Lines;
using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Agent.Tests.Serial.Lines;

public sealed class LinePatternTests
{
    [Theory]
    [InlineData("{temperature}", "4.3", "4.3")]
    [InlineData("{temperature}", "-18", "-18")]
    [InlineData("{temperature}", "+026.8", "26.8")]
    [InlineData("T = {temperature} C", "T  =\t4.3 C", "4.3")]
    [InlineData("t={temperature/1000}", "t=23625", "23.625")]
    [InlineData("{temperature:F}F", "41F", "5")]
    [InlineData("{*} T:{temperature}", "node 7, uptime 5 T:4.3", "4.3")]
    [InlineData("{*},{temperature},{*}", "a,4.3,b,c", "4.3")]
    [InlineData("{temperature}℃", "4.3\u00E2\u0084\u0083", "4.3")]
    public void A_line_that_fits_gives_its_number(string pattern, string line, string number) =>
        Assert.Equal(decimal.Parse(number, CultureInfo.InvariantCulture), Parse(pattern).Match(line)!["temperature"]);

    [Theory]
    [InlineData("{temperature}", "")]
    [InlineData("{temperature}", "4.3 ")]
    [InlineData("{temperature}", "4.3.2")]
    [InlineData("{temperature}", "4,3")]
    [InlineData("{temperature}", "1e5")]
    [InlineData("{temperature}", "--4")]
    [InlineData("{temperature}", ".5")]
    [InlineData("{temperature}", "5.")]
    [InlineData("{temperature}", "1234567890.123")]
    [InlineData("{temperature}", "nan")]
    [InlineData("T={temperature}", "t=4.3")]
    [InlineData("{*} T:{temperature}", "T:4.3")]
    public void A_line_that_does_not_fit_gives_none(string pattern, string line) => Assert.Null(Parse(pattern).Match(line));

    [Theory]
    [InlineData("", "1 to 200 characters")]
    [InlineData("   ", "it is empty")]
    [InlineData("{temperature}{humidity}", "need a text between them")]
    [InlineData("{*}{temperature}", "need a text between them")]
    [InlineData("{temperature},{temperature}", "{temperature} is there twice")]
    [InlineData("{temperature", "is expected")]
    [InlineData("{temperature:K}", "is expected")]
    [InlineData("{temperature/7}", "is expected")]
    public void A_pattern_that_is_none_is_refused_in_words(string pattern, string says)
    {
        Assert.Null(LinePattern.Parse(pattern, out string problem));
        Assert.Contains(says, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_number_a_device_writes_is_read_back() => Prop.ForAll(
        Gen.Choose(-9_999_999, 9_999_999).ToArbitrary(),
        thousandths =>
        {
            decimal value = thousandths / 1000m;
            string line = string.Create(CultureInfo.InvariantCulture, $"probe: {value:0.000} C");
            Assert.Equal(value, Parse("probe: {temperature} C").Match(line)!["temperature"]);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_pattern_and_no_line_take_longer_than_their_length()
    {
        LinePattern hostile = Parse(string.Join(",", Enumerable.Repeat("{*}a", 40)));
        long begun = Stopwatch.GetTimestamp();
        for (int round = 0; round < 1000; round++)
        {
            Assert.Null(hostile.Match(new string('a', 512)));
        }

        Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void A_hundred_thousand_random_patterns_and_lines_are_matched_or_not()
    {
        const string Letters = "{}*:/F10 temperatur-+.,<\t";
        Random random = new(20261122);
        int parsed = 0;
        for (int round = 0; round < 100_000; round++)
        {
            LinePattern? pattern = LinePattern.Parse(round % 2 == 0 ? "{temperature}" + Text(random, Letters, 6) : Text(random, Letters, 30), out string problem);
            Assert.True(pattern is not null || problem.Length > 0);
            parsed += pattern is null ? 0 : 1;
            _ = pattern?.Match(Text(random, Letters, 40));
        }

        Assert.True(parsed > 1000, $"only {parsed} were patterns");
    }

    private static string Text(Random random, string letters, int atMost) =>
        string.Concat(Enumerable.Range(0, random.Next(1, atMost)).Select(_ => letters[random.Next(letters.Length)]));

    private static LinePattern Parse(string text) => LinePattern.Parse(text, out _)!;
}
