using System.Collections.Immutable;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.Readings;

public sealed class CalibrationPointsTextTests
{
    [Theory]
    [InlineData("2.0 2.1\n8.0 7.95")]
    [InlineData("8.0\t7.95\r\n2.0\t2.1\r\n")]
    [InlineData("2;2.1\n8；7.95")]
    public void Typed_points_are_kept_colder_first_with_their_error(string typed)
    {
        Assert.True(CalibrationPointsText.TryRead(typed, out ImmutableArray<CalibrationPoint> points));
        Assert.Equal("2000:100 8000:-50", CalibrationPointsText.Write(points));
    }

    [Theory]
    [InlineData("2.0")]
    [InlineData("2.0 2.1 0.1")]
    [InlineData("two 2.1")]
    [InlineData("2.0 999")]
    [InlineData("2.0 2.1\n2.0 2.2")]
    [InlineData("2.0 8.1\n8.0 8.0")]
    [InlineData("\n\n;")]
    public void A_line_that_is_no_pair_and_points_that_contradict_each_other_are_refused(string typed) =>
        Assert.False(CalibrationPointsText.TryRead(typed, out _));

    [Theory]
    [InlineData(null)]
    [InlineData("  \n ")]
    public void A_certificate_may_give_no_points(string? typed)
    {
        Assert.True(CalibrationPointsText.TryRead(typed, out ImmutableArray<CalibrationPoint> points));
        Assert.Empty(points);
        Assert.Equal(string.Empty, CalibrationPointsText.Write(points));
        Assert.Empty(CalibrationPointsText.Parse(string.Empty));
    }

    [Fact]
    public void What_was_written_is_read_back() => Prop.ForAll(ArbMap.Default.ArbFor<(int, short)[]>(), pairs =>
    {
        CalibrationPoint[] points = [.. pairs.Select(pair => new CalibrationPoint(
            Temperature.FromMilliCelsius(pair.Item1 % 100_000), TemperatureDelta.FromMilliKelvin(pair.Item2)))];
        Assert.Equal(points, CalibrationPointsText.Parse(CalibrationPointsText.Write([.. points])));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_makes_the_reader_throw() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
    {
        CalibrationPointsText.TryRead(text, out ImmutableArray<CalibrationPoint> points);
        Assert.InRange(points.Length, 0, CalibrationPointsText.MostPoints);
    }).QuickCheckThrowOnFailure();
}
