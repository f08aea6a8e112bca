using ColdChain.Core.Excursions;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.Excursions.Oracle;

/// <summary>The detector and the loops over minutes, which know nothing of each other, say the same.</summary>
public sealed class OracleTests
{
    private const int MinutesOfADay = 24 * 60;

    /// <summary>The day that begins at minute 0; each of its days has as many minutes.</summary>
    private static readonly DateOnly FirstDay = new(2026, 5, 1);

    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private static readonly Config Thousands = Config.QuickThrowOnFailure.WithMaxTest(4_000);

    [Fact] // EX-01 to EX-09, EX-13, EX-15 to EX-18, EX-21
    public void Loops_over_minutes_find_the_same_excursions_and_alarms() => Prop.ForAll(
        RandomMinutes.Any(),
        series => Assert.Equal(
            NaiveJudge.Judge(series).Select(Told),
            Found(series).Select(Told))).Check(Thousands);

    [Fact] // EX-06, EX-09, EX-14, EX-37
    public void Loops_over_minutes_count_the_same_time_in_range_out_and_unobserved_for_each_day() => Prop.ForAll(
        RandomMinutes.Any(),
        series =>
        {
            MinuteTable table = new(series);
            Reading[] readings = [.. series.Readings()];
            for (int midnight = 0; midnight < series.Now; midnight += MinutesOfADay)
            {
                int?[] spoken = table.Speaking[midnight..Math.Min(midnight + MinutesOfADay, series.Now)];
                int unobserved = spoken.Count(value => value is null);
                int outside = spoken.Count(table.IsOut);
                int inRange = spoken.Length - unobserved - outside;

                TemperatureFigures day = TemperatureFigures.Over(
                    LocalDays.During(FirstDay.AddDays(midnight / MinutesOfADay), Shanghai), readings, series.Profile, MinuteSeries.At(series.Now));
                Assert.Equal(
                    (inRange, outside, unobserved, MinutesOfADay - spoken.Length),
                    (day.InRange.TotalMinutes, day.Out.TotalMinutes, day.Unobserved.TotalMinutes, Minutes(day.AheadMilliseconds)));

                Compliance compliance = Compliance.Of(day);
                Assert.Equal(Compliance.Whole * inRange / spoken.Length, compliance.InRangeShare);
                Assert.Equal(Compliance.Whole * (spoken.Length - unobserved) / spoken.Length, compliance.ObservedShare);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private static IReadOnlyList<Excursion> Found(MinuteSeries series)
    {
        ExcursionRun run = new(series.Profile) { Stock = series.StockInside };
        foreach (Reading reading in series.Readings())
        {
            run.Take(reading);
        }

        return run.FoundBy(MinuteSeries.At(series.Now));
    }

    private static string Told(NaiveExcursion one) =>
        $"{one.Side} {one.Start}-{one.End} out {one.Out} unobserved {one.Unobserved} longest {one.Longest} "
        + $"peak {one.Peak}@{one.PeakAt} bands {string.Join('/', one.Bands)} alarms {Told(one.Alarms)}";

    private static string Told(Excursion one) =>
        $"{one.Limit.Side} {Minute(one.StartedAt)}-{Minute(one.EndedAt)} out {Minutes(one.OutMilliseconds)} "
        + $"unobserved {Minutes(one.UnobservedMilliseconds)} longest {Minutes(one.LongestRunMilliseconds)} "
        + $"peak {one.Peak.MilliCelsius}@{Minute(one.PeakAt)} "
        + $"bands {string.Join('/', Enum.GetValues<TemperatureBand>().Select(band => Minutes(one.OutByBand[band])))} "
        + $"alarms {Told(one.Alarms.Select(alarm => (alarm.Rule.Id, (int)Minute(alarm.DueAt)!.Value)))}";

    private static string Told(IEnumerable<(string Rule, int DueAt)> alarms) =>
        string.Join(",", alarms.OrderBy(alarm => alarm.DueAt).ThenBy(alarm => alarm.Rule, StringComparer.Ordinal));

    private static decimal? Minute(Instant? moment) =>
        moment is { } at ? Minutes(at.UnixMilliseconds - Some.Midnight.UnixMilliseconds) : null;

    private static decimal Minutes(long milliseconds) => milliseconds / 60_000m;
}
