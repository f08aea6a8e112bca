using ColdChain.Core.Evaluation;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.Evaluation;

public sealed class SeriesEvaluationTests
{
    private static readonly EvaluationTerms Terms = new(
        StandardProfiles.CnImmFridge, HoldsFreezeSensitiveStock: false, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    /// <summary>Minutes to the next reading and tenths of a degree; never 0.0, which is stuck after an hour.</summary>
    private static readonly Arbitrary<(int Step, int Tenths)[]> Series = ArbMap.Default.GeneratorFor<(int, int)>()
        .Select(pair => (1 + Math.Abs(pair.Item1 % 90), pair.Item2 % 120 == 0 ? 50 : pair.Item2 % 120)).ArrayOf().Select(steps => steps.Take(200).ToArray()).ToArbitrary();

    [Fact]
    public void The_gaps_are_the_unobserved_time_and_the_days_are_the_whole() => Prop.ForAll(Series, steps =>
    {
        SeriesEvaluation result = SeriesEvaluation.Of(Told(steps), Terms);
        long gaps = result.Gaps.Sum(gap => gap.During.End!.Value.UnixMilliseconds - gap.During.Start.UnixMilliseconds);
        Assert.Equal(result.Compliance.UnobservedMilliseconds, gaps);
        Assert.Equal(result.Compliance.OutMilliseconds, result.Days.Sum(day => day.AboveMilliseconds + day.BelowMilliseconds));
        Assert.Equal(result.Compliance.UnobservedMilliseconds, result.Days.Sum(day => day.Figures.UnobservedMilliseconds));
        Assert.Equal(result.Compliance.InRangeMilliseconds, result.Days.Sum(day => day.Figures.InRangeMilliseconds));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void The_time_out_is_that_of_the_excursions() => Prop.ForAll(Series, steps =>
    {
        SeriesEvaluation result = SeriesEvaluation.Of(Told(steps), Terms);
        Assert.Equal(result.Compliance.OutMilliseconds, result.Excursions.Sum(excursion => excursion.OutMilliseconds));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Of_no_reading_nothing_is_said()
    {
        SeriesEvaluation result = SeriesEvaluation.Of([], Terms);

        Assert.Null(result.Period);
        Assert.Empty(result.Days);
        Assert.Null(result.Compliance.InRangeShare);
    }

    private static List<Reading> Told((int Step, int Tenths)[] steps)
    {
        List<Reading> readings = [];
        int minute = 0;
        foreach ((int step, int tenths) in steps)
        {
            minute += step;
            readings.Add(Some.Reading(minute, (tenths / 10m).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        return readings;
    }
}
