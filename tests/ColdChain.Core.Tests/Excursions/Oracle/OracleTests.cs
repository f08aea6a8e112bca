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
    private static readonly Config Thousands = Config.QuickThrowOnFailure.WithMaxTest(4_000);

    [Fact] // EX-01 to EX-09, EX-13, EX-15 to EX-18, EX-21
    public void Loops_over_minutes_find_the_same_excursions_and_alarms() => Prop.ForAll(
        RandomMinutes.Any(),
        series => Assert.Equal(
            NaiveJudge.Judge(series).Select(Told),
            Found(series).Select(Told))).Check(Thousands);

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
