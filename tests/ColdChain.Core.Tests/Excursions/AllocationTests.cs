using ColdChain.Core.Excursions;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Tests.Excursions;

/// <summary>A reading that brings nothing about costs no memory: bytes are the same on any machine, unlike time.</summary>
public sealed class AllocationTests
{
    private const int Steps = 100_000;

    /// <summary>More than the longest window, so that every rule has said all it has to say.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromDays(3);

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_reading_in_range_allocates_nothing() =>
        Assert.All(StandardProfiles.All, profile => Assert.Equal(0, Least(() => BytesOfTheSame(profile, InRange(profile), Minute))));

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void A_reading_that_is_out_as_the_one_before_it_allocates_nothing(int minutesApart) => Assert.All(
        StandardProfiles.All,
        profile => Assert.All(Outside(profile), value => Assert.Equal(0, Least(() => BytesOfTheSame(profile, value, Minute * minutesApart)))));

    [Fact]
    public void A_reading_of_a_return_that_has_not_stayed_yet_allocates_nothing() => Assert.All(
        StandardProfiles.All,
        profile => Assert.All(Outside(profile), value => Assert.Equal(0, Least(() => BytesOfReturns(profile, value)))));

    [Fact]
    public void A_reading_in_range_of_a_run_for_late_ones_allocates_nothing() => Assert.All(
        StandardProfiles.All, profile => Assert.Equal(0, Least(() => BytesOfLateRun(profile))));

    /// <summary>
    /// A collection that another test brings about while this one counts takes away what is left of the thread's piece
    /// of the heap, and that counts as allocated. What the code itself allocates, it allocates every time.
    /// </summary>
    private static long Least(Func<long> count)
    {
        long least = count();
        for (int again = 0; again < 3 && least > 0; again++)
        {
            least = Math.Min(least, count());
        }

        return least;
    }

    private static long BytesOfTheSame(StorageProfile profile, Temperature value, TimeSpan interval)
    {
        Feed feed = new(profile);
        feed.Take(value, Minute, (int)(WarmUp / Minute));
        feed.Events.Clear();

        long bytes = BytesOf(() => feed.Take(value, interval, Steps));

        Assert.Empty(feed.Events);
        return bytes;
    }

    /// <summary>With an excursion on record, with which each reading is compared until the longest window is over.</summary>
    private static long BytesOfLateRun(StorageProfile profile)
    {
        LateRun late = new(new ExcursionRun(profile), [new TimeRange(Some.Midnight, Some.Midnight + Minute)], Some.Midnight, Some.Midnight);
        Take(Some.Midnight, times: 1);
        return BytesOf(() => Take(Some.Midnight + Second, Steps));

        void Take(Instant from, int times)
        {
            for (int time = 0; time < times; time++)
            {
                late.Take(new Reading(Some.Sensor, from + (time * Second), InRange(profile), ReadingFlags.None));
            }
        }
    }

    private static long BytesOfReturns(StorageProfile profile, Temperature value)
    {
        Feed feed = new(profile);
        int returning = (int)(profile.ReturnHold / Second) - 2;
        long bytes = 0;
        for (int round = 0; round < Steps / returning; round++)
        {
            // The first reading of a return ends a stretch, which a window remembers: that one may cost.
            feed.Take(value, Second, times: 1);
            feed.Take(InRange(profile), Second, times: 1);
            bytes += BytesOf(() => feed.Take(InRange(profile), Second, returning));
        }

        Assert.False(feed.State.IsCalm);
        return bytes;
    }

    private static long BytesOf(Action taking)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        taking();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Temperature InRange(StorageProfile profile) =>
        profile.High!.Value + TemperatureDelta.FromMilliKelvin(-3_000);

    private static IEnumerable<Temperature> Outside(StorageProfile profile)
    {
        yield return profile.High!.Value + TemperatureDelta.FromMilliKelvin(1_000);
        if (profile.Low is { } low)
        {
            yield return low.Value + TemperatureDelta.FromMilliKelvin(-2_600);
        }
    }

    /// <summary>Readings at equal distances; they wander by thousandths, as a probe does.</summary>
    private sealed class Feed(StorageProfile profile)
    {
        private readonly ExcursionDetector _detector = new(profile);
        private TimeSpan _at;

        public List<ExcursionEvent> Events { get; } = new(capacity: 64);

        public DetectorState State { get; } = new ExcursionDetector(profile).NewState();

        public void Take(Temperature value, TimeSpan interval, int times)
        {
            for (int time = 0; time < times; time++)
            {
                _at += interval;
                Temperature wandering = value + TemperatureDelta.FromMilliKelvin(time % 3);
                Reading reading = new(Some.Sensor, Some.Midnight + _at, wandering, ReadingFlags.None);
                _detector.Step(State, reading, holdsFreezeSensitive: true, Events);
            }
        }
    }
}
