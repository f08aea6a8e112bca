using ColdChain.Core.Keeping;
using ColdChain.Core.Observing;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.Observing;

/// <summary>What holds of every series there can be.</summary>
public sealed class ObservationPropertyTests
{
    private static readonly Config Thousands = Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(120);
    private static readonly ObservationWatch Watch = new(StandardProfiles.CnImmFridge);

    [Fact] // EX-22 to EX-28
    public void A_live_watch_with_the_clock_ticking_at_any_time_says_what_one_pass_says() => Prop.ForAll(
        Observed.AnySeries(),
        Gen.ArrayOf(Gen.Choose(0, 4_000)).ToArbitrary(),
        (series, ticks) =>
        {
            List<ObservationEvent> live = [];
            ObservationState state = new ObservationState();
            Step[] steps = [.. InOrder(series)];
            for (int index = 0; index < steps.Length; index++)
            {
                // Between two of them the clock may tick at any moment, but not past one that is still to come.
                foreach (int tick in index == 0 ? [] : ticks)
                {
                    Instant moment = Instant.Min(steps[index - 1].At + TimeSpan.FromSeconds(tick), steps[index].At);
                    Watch.Tick(state, moment, live);
                }

                steps[index].Take(state, live);
            }

            Instant end = steps[^1].At + TimeSpan.FromDays(1);
            Watch.Tick(state, end, live);
            Assert.Equal(Observation.Over(series, Watch.Profile, end), Observation.Sum(live));
        }).Check(Thousands);

    [Fact] // EX-22 to EX-28
    public void A_run_that_starts_again_from_any_state_says_the_same_again() => Prop.ForAll(
        Observed.AnySeries(),
        Gen.Choose(0, 1_000).ToArbitrary(),
        (series, seed) =>
        {
            Step[] steps = [.. InOrder(series)];
            int middle = seed % steps.Length;
            List<ObservationEvent> before = [];
            ObservationState there = Run(new ObservationState(), steps[..middle], before);
            List<ObservationEvent> once = [];
            List<ObservationEvent> again = [];
            Run(there, steps[middle..], once);
            Run(there, steps[middle..], again);

            Assert.Equal(once, again);
            Assert.Equal(
                Observation.Over(series, Watch.Profile, steps[^1].At), Observation.Sum(before.Concat(again)));
        }).Check(Thousands);

    [Fact] // EX-22 to EX-28
    public void What_was_said_is_never_taken_back_whatever_comes_later() => Prop.ForAll(
        Observed.AnySeries(),
        Gen.Choose(0, 1_000).ToArbitrary(),
        (series, seed) =>
        {
            Step[] steps = [.. InOrder(series)];
            Instant then = steps[seed % steps.Length].At;
            IReadOnlyList<ObservationFinding> later = Observation.Over(series, Watch.Profile, steps[^1].At);
            foreach (ObservationFinding said in Observation.Over(series, Watch.Profile, then))
            {
                ObservationFinding now = Assert.Single(later, one => one with { EndedAt = null } == said with { EndedAt = null });
                Assert.True(said.EndedAt is null ? now.EndedAt is null || now.EndedAt >= then : now.EndedAt == said.EndedAt);
            }
        }).Check(Thousands);

    [Fact] // EX-10, EX-22 to EX-28
    public void Where_a_run_is_calm_nothing_before_that_moment_can_have_changed_what_follows() => Prop.ForAll(
        Observed.AnySeries(),
        Observed.AnySeries(),
        (before, after) =>
        {
            Instant moment = before.Readings[^1].MeasuredAt;
            Reading[] late = [.. after.Readings.Select(reading => reading with { MeasuredAt = moment + (reading.MeasuredAt - Some.Midnight) })];
            ObservationState with = Run(new ObservationState(), InOrder(new([.. before.Readings])), []);
            ObservationState without = new ObservationState();
            for (int index = 0; index < late.Length; index++)
            {
                Watch.Step(with, late[index], []);
                Watch.Step(without, late[index], []);
                if (with.IsCalmSince(moment))
                {
                    Assert.Equal(Rest(with, late[(index + 1)..]), Rest(without, late[(index + 1)..]));
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(60));

    [Fact] // EX-22
    public void Gaps_are_the_unobserved_time_of_the_figures_where_nothing_stands_still_for_days() => Prop.ForAll(
        Observed.AnySeries(),
        series =>
        {
            Reading[] readings = [.. series.Readings];
            Instant end = readings[^1].MeasuredAt;
            TimeRange during = new(readings[0].MeasuredAt, end);
            TimeRange[] unheard = [.. Observation.Over(readings, Watch.Profile, end)
                .Where(one => one.Kind == ObservationKind.Gap)
                .Select(one => new TimeRange(one.StartedAt, one.EndedAt ?? end))];

            Assert.Equal(
                LengthOfUnion(unheard),
                TemperatureFigures.Over(during, readings, Watch.Profile, end).UnobservedMilliseconds);
        }).Check(Thousands);

    private static long LengthOfUnion(TimeRange[] ranges)
    {
        long sum = 0;
        Instant covered = Instant.FromUnixMilliseconds(0);
        foreach (TimeRange range in ranges.OrderBy(range => range.Start))
        {
            Instant from = Instant.Max(covered, range.Start);
            covered = Instant.Max(covered, range.End!.Value);
            sum += Math.Max(0, covered.UnixMilliseconds - from.UnixMilliseconds);
        }

        return sum;
    }

    private static List<ObservationEvent> Rest(ObservationState state, IEnumerable<Reading> readings)
    {
        List<ObservationEvent> events = [];
        Run(state, InOrder(new([.. readings])), events);
        return events;
    }

    /// <summary>From a copy: the state that it starts from stays as it is.</summary>
    private static ObservationState Run(ObservationState from, IEnumerable<Step> steps, List<ObservationEvent> events)
    {
        ObservationState state = from.Copy();
        foreach (Step step in steps)
        {
            step.Take(state, events);
        }

        return state;
    }

    private static IEnumerable<Step> InOrder(ObservedSeries series) =>
        series.Power.Select(change => new Step(change.At, (state, events) => Watch.Step(state, change, events)))
            .Concat(series.Readings.Select(reading => new Step(reading.MeasuredAt, (state, events) => Watch.Step(state, reading, events))))
            .Concat(series.Faults.Select(fault => new Step(fault.At, (state, events) => Watch.Step(state, fault, events))))
            .OrderBy(step => step.At);

    private sealed record Step(Instant At, Action<ObservationState, List<ObservationEvent>> Take);
}
