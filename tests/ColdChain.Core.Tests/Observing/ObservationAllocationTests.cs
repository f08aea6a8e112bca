using ColdChain.Core.Keeping;
using ColdChain.Core.Observing;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Testing;

namespace ColdChain.Core.Tests.Observing;

/// <summary>A reading that shows nothing costs no memory: bytes are the same on any machine, unlike time.</summary>
public sealed class ObservationAllocationTests
{
    private const int Steps = 100_000;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_reading_of_a_fridge_that_breathes_allocates_nothing() =>
        Assert.Equal(0, BytesOf(number => 4_000 + (number * 7 % 23 * 100)));

    [Fact]
    public void A_reading_that_falls_for_hours_allocates_nothing() =>
        Assert.Equal(0, BytesOf(number => 8_000 - (number % 240 * 20)));

    [Fact]
    public void A_reading_of_a_probe_that_lies_outside_allocates_nothing() =>
        Assert.Equal(0, BytesOf(number => number < 10 ? 4_000 : 22_000 + (number % 7 * 100)));

    private static long BytesOf(Func<int, int> milliCelsius)
    {
        ObservationWatch watch = new(StandardProfiles.CnImmFridge);
        ObservationState state = new();
        List<ObservationEvent> events = [];
        int number = 0;
        Take(Steps);
        long least = Allocated.By(() => Take(Steps));
        Assert.Empty(events);
        return least;

        void Take(int count)
        {
            for (int end = number + count; number < end; number++)
            {
                watch.Step(
                    state,
                    new Reading(Some.Sensor, Some.Midnight + (number * Minute), Temperature.FromMilliCelsius(milliCelsius(number)), ReadingFlags.None),
                    events);
            }
        }
    }
}
