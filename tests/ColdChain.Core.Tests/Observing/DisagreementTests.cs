using System.Globalization;

using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Observing;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.Observing;

/// <summary>EX-31: several sensors in one unit.</summary>
public sealed class DisagreementTests
{
    private static readonly SensorId Bottom = SensorId.Parse("gaochuan/fridge-1/bottom", CultureInfo.InvariantCulture);

    [Theory] // EX-31
    [InlineData("6.0", false)]
    [InlineData("6.001", true)]
    public void More_than_the_sum_of_both_accuracies_for_half_an_hour_is_a_disagreement(string other, bool isFound)
    {
        IReadOnlyList<ObservationFinding> found = Between(
            [.. Some.EveryMinute(0, 60, "5.0")], [.. Some.EveryMinute(0, 10, "5.0"), .. Some.EveryMinute(10, 40, other), .. Some.EveryMinute(40, 60, "5.0")]);

        Assert.Equal(isFound ? [(10, 40)] : [], found.Select(finding => finding.Minutes()));
        Assert.All(found, finding => Assert.Equal((Some.Sensor, Bottom), (finding.Sensor, finding.OtherSensor)));
    }

    [Fact] // EX-31
    public void Twenty_nine_minutes_are_not_long_enough() => Assert.Empty(Between(
        [.. Some.EveryMinute(0, 60, "5.0")], [.. Some.EveryMinute(0, 29, "7.0"), .. Some.EveryMinute(29, 60, "5.0")]));

    [Fact] // EX-31
    public void In_a_freezer_the_accuracies_are_wider() => Assert.Empty(Between(
        [.. Some.EveryMinute(0, 60, "-22.0")], [.. Some.EveryMinute(0, 60, "-24.0")], StandardProfiles.CnImmFreezer));

    [Fact] // EX-31
    public void It_ends_when_one_of_them_stops_to_speak() => Assert.Equal(
        [(0, 39)],
        Between([.. Some.EveryMinute(0, 200, "5.0")], [.. Some.EveryMinute(0, 10, "7.0")]).Select(finding => finding.Minutes()));

    [Fact] // EX-31
    public void It_goes_on_while_nothing_shows_otherwise() => Assert.Equal(
        [(0, null)],
        DisagreementWatch.Over([Top([.. Some.EveryMinute(0, 60, "5.0")]), Low([.. Some.EveryMinute(0, 60, "7.0")])], StandardProfiles.CnImmFridge, Some.Minute(60))
            .Select(finding => finding.Minutes()));

    [Fact] // EX-31
    public void Sensors_that_followed_each_other_in_a_unit_never_disagree()
    {
        PlacedSeries before = new(new TimeRange(Some.Midnight, Some.Minute(60)), [.. Some.EveryMinute(0, 60, "5.0")]);
        PlacedSeries after = new(new TimeRange(Some.Minute(60), null), [.. Some.EveryMinute(0, 200, "7.0")]);

        Assert.Empty(DisagreementWatch.Over([before, after], StandardProfiles.CnImmFridge, Some.Minute(200)));
    }

    [Fact] // EX-31
    public void A_unit_is_out_when_any_of_its_sensors_is()
    {
        TimeRange hour = new(Some.Midnight, Some.Minute(60));
        PlacedSeries top = Top([.. Some.EveryMinute(0, 60, "5.0")]);
        PlacedSeries bottom = Low([.. Some.EveryMinute(0, 20, "5.0"), .. Some.EveryMinute(20, 30, "1.0"), .. Some.EveryMinute(30, 60, "5.0")]);

        TemperatureFigures figures = TemperatureFigures.Over(hour, [top, bottom], StandardProfiles.CnImmFridge, Some.Minute(60));

        Assert.Equal((TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(50)), (figures.Out, figures.InRange));
    }

    [Fact] // EX-31
    public void Whichever_is_named_first_and_whenever_the_clock_ticks_the_disagreements_are_the_same() => Prop.ForAll(
        Observed.AnySeries(),
        Observed.AnySeries(),
        (top, bottom) =>
        {
            Reading[] low = [.. bottom.Readings.Select(reading => reading with { Sensor = Bottom })];
            Instant end = Instant.Max(top.Readings[^1].MeasuredAt, low[^1].MeasuredAt) + TimeSpan.FromHours(2);
            IReadOnlyList<ObservationFinding> one = DisagreementWatch.Over([Top(top.Readings), Low(low)], StandardProfiles.CnImmFridge, end);
            IReadOnlyList<ObservationFinding> other = DisagreementWatch.Over([Low(low), Top(top.Readings)], StandardProfiles.CnImmFridge, end);

            Assert.Equal(one.Select(finding => finding.During), other.Select(finding => finding.During));
            Assert.Equal(one, Ticking(top.Readings, low, end));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    /// <summary>Once a minute and at every reading.</summary>
    private static IReadOnlyList<ObservationFinding> Ticking(IReadOnlyList<Reading> top, IReadOnlyList<Reading> bottom, Instant end)
    {
        DisagreementWatch watch = new(TimeSpan.FromMinutes(30), Core.Temperatures.TemperatureDelta.FromMilliKelvin(1_000));
        List<ObservationEvent> events = [];
        DisagreementState state = DisagreementState.Initial;
        Instant at = Some.Midnight;
        foreach (IGrouping<Instant, Reading> moment in top.Concat(bottom).GroupBy(one => one.MeasuredAt).OrderBy(one => one.Key))
        {
            for (; at < moment.Key; at += TimeSpan.FromMinutes(7))
            {
                state = watch.Tick(state, at, events);
            }

            state = watch.Step(
                state,
                moment.Where(one => one.Sensor == Some.Sensor).Select(one => (Reading?)one).FirstOrDefault(),
                moment.Where(one => one.Sensor == Bottom).Select(one => (Reading?)one).FirstOrDefault(),
                events);
        }

        watch.Tick(state, end, events);
        return Observation.Sum(events);
    }

    private static IReadOnlyList<ObservationFinding> Between(
        IReadOnlyList<Reading> top, IReadOnlyList<Reading> bottom, StorageProfile? profile = null) =>
        DisagreementWatch.Over([Top(top), Low(bottom)], profile ?? StandardProfiles.CnImmFridge, Some.Minute(10_000));

    private static PlacedSeries Top(IReadOnlyList<Reading> readings) => new(new TimeRange(Some.Midnight, null), readings);

    private static PlacedSeries Low(IReadOnlyList<Reading> readings) =>
        new(new TimeRange(Some.Midnight, null), [.. readings.Select(reading => reading with { Sensor = Bottom })]);
}
