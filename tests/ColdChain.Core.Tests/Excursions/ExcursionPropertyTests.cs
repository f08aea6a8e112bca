using ColdChain.Core.Excursions;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.Excursions;

/// <summary>What holds of every series there can be.</summary>
public sealed class ExcursionPropertyTests
{
    private static readonly Config Thousands = Config.QuickThrowOnFailure.WithMaxTest(3_000).WithEndSize(120);

    [Fact] // EX-04, EX-10
    public void A_live_run_with_the_clock_ticking_at_any_time_says_what_one_pass_says() => Prop.ForAll(
        RandomSeries.AnyProfile(),
        RandomSeries.AnySeries(),
        Gen.ArrayOf(Gen.Choose(0, 4_000)).ToArbitrary(),
        (profile, series, ticks) =>
        {
            ExcursionDetector detector = new(profile);
            List<ExcursionEvent> live = [];
            DetectorState state = detector.NewState();
            for (int index = 0; index < series.Length; index++)
            {
                // Between two readings the clock may tick at any moment, but not past a reading that is still to come.
                foreach (int tick in index == 0 ? [] : ticks)
                {
                    Instant moment = series[index - 1].MeasuredAt + TimeSpan.FromSeconds(tick);
                    if (moment <= series[index].MeasuredAt)
                    {
                        detector.Tick(state, moment, live);
                    }
                }

                detector.Step(state, series[index], holdsFreezeSensitive: true, live);
            }

            detector.Tick(state, series[^1].MeasuredAt + TimeSpan.FromDays(1), live);
            IEnumerable<Excursion> closed = live.OfType<ExcursionEvent.Closed>().Select(happened => happened.Excursion);
            Assert.Equal(
                Facts(OnePass(profile, series, series[^1].MeasuredAt + TimeSpan.FromDays(1))),
                Facts(state.Open is { } open ? closed.Append(open) : closed));
        }).Check(Thousands);

    [Fact] // EX-11
    public void Late_readings_never_give_two_records_to_one_excursion() => Prop.ForAll(
        RandomSeries.AnySeries(),
        Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
        (series, seed) =>
        {
            RecordUnderTest record = new(StandardProfiles.CnImmFridge, FreezeSensitiveStock.Always);
            foreach (Reading[] chunk in Shuffled(series, new Random(seed)))
            {
                record.Arrive(chunk, TimeSpan.FromMinutes(7));
                Assert.Equal(
                    record.Excursions.Count, record.Excursions.Select(one => (one.StartedAt, one.Limit.Side)).Distinct().Count());
            }
        }).Check(Thousands);

    [Fact] // EX-01
    public void Under_every_profile_the_first_reading_outside_begins_one_and_each_reading_outside_is_in_one() => Prop.ForAll(
        RandomSeries.AnyProfile(),
        RandomSeries.AnySeries(),
        (profile, series) =>
        {
            IReadOnlyList<Excursion> found = OnePass(profile, series, series[^1].MeasuredAt);
            foreach (Reading reading in series.Where(reading => profile.Violated(reading.Value) is not null))
            {
                Excursion its = Assert.Single(found, one => one.During.Contains(reading.MeasuredAt));
                Assert.Equal(profile.Violated(reading.Value), its.Limit);
            }

            Assert.All(found, one => Assert.NotNull(profile.Violated(series.Single(reading => reading.MeasuredAt == one.StartedAt).Value)));
        }).Check(Thousands);

    [Fact] // EX-07, EX-09
    public void The_times_out_and_unobserved_are_within_the_excursion_and_those_of_its_readings() => Prop.ForAll(
        RandomSeries.AnyProfile(),
        RandomSeries.AnySeries(),
        (profile, series) =>
        {
            foreach (Excursion one in OnePass(profile, series, series[^1].MeasuredAt))
            {
                Instant until = one.EndedAt ?? series[^1].MeasuredAt;
                TemperatureFigures figures = TemperatureFigures.Over(
                    new TimeRange(one.StartedAt, until), series, profile, until);
                Assert.Equal(figures.OutMilliseconds, one.OutMilliseconds);
                Assert.Equal(figures.UnobservedMilliseconds, one.UnobservedMilliseconds);
            }
        }).Check(Thousands);

    [Fact] // EX-03
    public void An_alarm_is_due_exactly_when_its_limit_was_passed_without_a_return_for_its_hold() => Prop.ForAll(
        RandomSeries.AnyProfile(),
        RandomSeries.AnySeries(),
        (profile, series) =>
        {
            IReadOnlyList<Excursion> found = OnePass(profile, series, series[^1].MeasuredAt);
            foreach (AlarmRule rule in profile.AlarmRules.Where(rule => rule is { Counting: RuleCounting.Waiting, IsForFreezeSensitiveStock: false }))
            {
                Instant[] due = [.. found.SelectMany(one => one.Alarms).Where(alarm => alarm.Rule == rule).Select(alarm => alarm.DueAt)];
                Assert.Equal(FirstDueOfEach(found, rule, series), due);
            }
        }).Check(Thousands);

    /// <summary>Written another way than the detector: runs of consecutive readings beyond the limit, and their lengths.</summary>
    private static IEnumerable<Instant> FirstDueOfEach(IReadOnlyList<Excursion> found, AlarmRule rule, Reading[] series)
    {
        foreach (Excursion one in found)
        {
            Instant? since = null;
            foreach (Reading reading in series.Where(reading => reading.MeasuredAt >= one.StartedAt))
            {
                if (since is { } begun && reading.MeasuredAt >= begun + rule.Hold)
                {
                    yield return begun + rule.Hold;
                    break;
                }

                bool isBeyond = rule.Limit.IsOutside(reading.Value) && one.During.Contains(reading.MeasuredAt);
                since = isBeyond ? since ?? reading.MeasuredAt : null;
                if (since is { } now && rule.Hold == TimeSpan.Zero)
                {
                    yield return now;
                    break;
                }
            }
        }
    }

    private static IReadOnlyList<Excursion> OnePass(StorageProfile profile, Reading[] series, Instant now)
    {
        ExcursionRun run = new(profile);
        foreach (Reading reading in series)
        {
            run.Take(reading);
        }

        return run.FoundBy(now);
    }

    private static IEnumerable<Reading[]> Shuffled(Reading[] series, Random random)
    {
        Reading[] order = [.. series];
        if (random.Next(4) > 0)
        {
            random.Shuffle(order);
        }

        for (int at = 0; at < order.Length;)
        {
            int length = Math.Min(random.Next(1, 12), order.Length - at);
            yield return order[at..(at + length)];
            at += length;
        }
    }

    /// <summary>Everything that is on record; immutable arrays do not compare by what is in them.</summary>
    private static IReadOnlyList<string> Facts(IEnumerable<Excursion> excursions) =>
        [.. excursions.OrderBy(one => one.StartedAt).Select(one =>
            $"{one with { Alarms = [] }} alarms {string.Join(",", one.Alarms.Select(alarm => $"{alarm.Rule.Id}@{alarm.DueAt}"))}")];
}
