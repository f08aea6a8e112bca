using ColdChain.Core.Keeping;
using ColdChain.Core.Observing;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.Observing;

/// <summary>EX-29: what a silence can have been.</summary>
public sealed class GapBoundsTests
{
    private static readonly StorageProfile Fridge = StandardProfiles.CnImmFridge;

    [Fact] // EX-29
    public void Through_ninety_minutes_from_five_to_five_degrees_it_was_out_for_up_to_all_of_them_but_six()
    {
        // Last heard at minute 0, the reading speaks until 30: by then it can be at 20 °C. From 8 to 5 °C takes 6 minutes.
        GapBounds bounds = Bounds("5.0", "5.0", untilMinute: 120);

        Assert.Equal((0, 84 * 60_000), (bounds.OutAtLeastMilliseconds, bounds.OutAtMostMilliseconds));
    }

    [Fact] // EX-29
    public void A_silence_too_short_to_leave_the_range_and_come_back_was_in_range() =>
        Assert.Equal(new GapBounds(0, 0), Bounds("5.0", "5.0", untilMinute: 36));

    [Fact] // EX-29
    public void One_reading_out_shows_time_out_as_far_as_it_takes_to_be_back_in_range()
    {
        // From 28 to 8 °C takes 40 minutes at least, of which 30 were spoken for.
        GapBounds bounds = Bounds("28.0", "5.0", untilMinute: 120);

        Assert.Equal((10 * 60_000, 84 * 60_000), (bounds.OutAtLeastMilliseconds, bounds.OutAtMostMilliseconds));
    }

    [Fact] // EX-29
    public void Out_on_both_sides_and_too_short_to_be_in_between_it_was_out_throughout() =>
        Assert.Equal(new GapBounds(30 * 60_000, 30 * 60_000), Bounds("25.0", "25.0", untilMinute: 60));

    [Fact] // EX-29
    public void From_too_cold_to_too_warm_it_crossed_the_range()
    {
        // 2 to 8 °C takes 12 minutes, between which it was in range at any course.
        GapBounds bounds = Bounds("1.0", "9.0", untilMinute: 60);

        Assert.Equal((2 * 60_000, 30 * 60_000), (bounds.OutAtLeastMilliseconds, bounds.OutAtMostMilliseconds));
    }

    [Fact] // EX-29
    public void Readings_that_show_a_faster_change_are_believed()
    {
        // 40 K in 40 minutes: out from 8 °C on, at minute 3.
        GapBounds bounds = Bounds("5.0", "45.0", untilMinute: 40);

        Assert.Equal(new GapBounds(10 * 60_000, 10 * 60_000), bounds);
    }

    [Fact] // EX-29
    public void With_one_end_unknown_nothing_bounds_it_from_there()
    {
        TimeRange gap = new(Some.Minute(30), Some.Minute(120));

        Assert.Equal(90 * 60_000, GapBounds.Of(gap, Known(0, "5.0"), null, Fridge).OutAtMostMilliseconds);
        Assert.Equal(new GapBounds(0, 90 * 60_000), GapBounds.Of(gap, null, null, Fridge));
        Assert.Equal(new GapBounds(2 * 60_000, 90 * 60_000), GapBounds.Of(gap, null, Known(120, "9.0"), Fridge));
    }

    [Fact] // EX-29
    public void Any_course_that_keeps_the_rate_lies_between_the_bounds_and_the_worst_one_reaches_its_bound() => Prop.ForAll(
        Gen.Choose(-6_000, 16_000).ToArbitrary(),
        Gen.Choose(-6_000, 16_000).ToArbitrary(),
        Gen.Choose(0, 40_000).ToArbitrary(),
        (before, after, extraSteps) =>
        {
            int steps = Math.Abs(after - before) + extraSteps;
            Instant end = Some.Midnight + TimeSpan.FromMilliseconds(120L * steps);
            GapBounds bounds = GapBounds.Of(
                new TimeRange(Some.Midnight, end),
                new(Some.Midnight, Temperature.FromMilliCelsius(before)),
                new(end, Temperature.FromMilliCelsius(after)),
                Fridge);
            long[] courses = [.. Courses(before, after, steps).Select(OutMilliseconds)];

            // A course of whole steps is off by a step wherever it crosses a limit.
            const long CrossingError = 4 * 120;
            Assert.All(courses, course => Assert.InRange(course, bounds.OutAtLeastMilliseconds - CrossingError, bounds.OutAtMostMilliseconds + CrossingError));
            Assert.InRange(courses.Max(), bounds.OutAtMostMilliseconds - CrossingError, long.MaxValue);
            Assert.InRange(courses.Min(), 0, bounds.OutAtLeastMilliseconds + CrossingError);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    /// <summary>Up, down, into the middle, and over from one side to the other: each as far as it can still come back.</summary>
    private static IEnumerable<IEnumerable<int>> Courses(int before, int after, int steps)
    {
        yield return Course(_ => int.MaxValue);
        yield return Course(_ => int.MinValue);
        yield return Course(_ => 5_000);
        yield return Course(step => step < steps / 2 ? int.MaxValue : int.MinValue);
        yield return Course(step => step < steps / 2 ? int.MinValue : int.MaxValue);

        IEnumerable<int> Course(Func<int, int> wantedAt)
        {
            int value = before;
            for (int step = 0; step < steps; step++)
            {
                yield return value;
                int left = steps - step - 1;
                int next = value + Math.Sign(wantedAt(step).CompareTo(value));
                value = Math.Clamp(next, Math.Max(value - 1, after - left), Math.Min(value + 1, after + left));
            }
        }
    }

    private static long OutMilliseconds(IEnumerable<int> course) =>
        120L * course.Count(value => Fridge.Violated(Temperature.FromMilliCelsius(value)) is not null);

    private static GapBounds Bounds(string before, string after, double untilMinute) => GapBounds.Of(
        new TimeRange(Some.Minute(30), Some.Minute(untilMinute)), Known(0, before), Known(untilMinute, after), Fridge);

    private static GapBounds.Known Known(double minute, string celsius) => new(Some.Minute(minute), Some.Degrees(celsius));
}
