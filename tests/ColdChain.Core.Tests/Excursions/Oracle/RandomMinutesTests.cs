using ColdChain.Core.Keeping;

using FsCheck.Fluent;

namespace ColdChain.Core.Tests.Excursions.Oracle;

/// <summary>An oracle that is never asked anything agrees with everybody.</summary>
public sealed class RandomMinutesTests
{
    private const int Sampled = 1_500;

    /// <summary>Of so many series at least these many; each is met several times as often.</summary>
    private const int Few = 5;

    private static readonly MinuteSeries[] Samples = [.. RandomMinutes.Any().Generator.Sample(Sampled)];

    private static readonly (MinuteSeries Series, IReadOnlyList<NaiveExcursion> Found)[] Judged =
        [.. Samples.Select(series => (series, NaiveJudge.Judge(series)))];

    [Fact] // EX-03, EX-15, EX-16, EX-18
    public void The_random_series_make_every_kind_of_rule_fall_due()
    {
        AlarmRule[] due = [.. Judged.SelectMany(judged => judged.Found.SelectMany(one => one.Alarms).Select(
            alarm => judged.Series.Profile.AlarmRules.Single(rule => rule.Id == alarm.Rule)))];

        Assert.All(
            StandardProfiles.All.SelectMany(profile => profile.AlarmRules)
                .Select(rule => (rule.Counting, rule.Window, IsAtOnce: rule.Hold == TimeSpan.Zero, rule.IsForFreezeSensitiveStock)).Distinct(),
            kind => Assert.InRange(
                due.Count(rule => kind == (rule.Counting, rule.Window, rule.Hold == TimeSpan.Zero, rule.IsForFreezeSensitiveStock)),
                Few,
                int.MaxValue));
    }

    [Fact] // EX-02, EX-09, EX-21
    public void The_random_series_have_ends_and_none_silence_and_every_band()
    {
        NaiveExcursion[] found = [.. Judged.SelectMany(judged => judged.Found)];

        Assert.InRange(found.Count(one => one.End is null), Few, found.Length);
        Assert.InRange(found.Count(one => one.Unobserved > 0), Few, found.Length);
        Assert.InRange(found.Count(one => one.Longest < one.Out), Few, found.Length);
        Assert.All(
            Enumerable.Range(0, NaiveExcursion.BandCount),
            band => Assert.InRange(found.Count(one => one.Bands[band] > 0), Few, found.Length));
    }
}
