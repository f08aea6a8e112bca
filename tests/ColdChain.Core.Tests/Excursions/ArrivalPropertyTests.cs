using ColdChain.Core.Excursions;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Tests.Excursions.Oracle;
using ColdChain.Core.Time;

using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.Excursions;

/// <summary>G4 and G5, tried ten thousand times under all sixteen profiles.</summary>
public sealed class ArrivalPropertyTests
{
    private static readonly Config TenThousand = Config.QuickThrowOnFailure.WithMaxTest(10_000);

    [Fact] // EX-04, EX-10, EX-11, EX-13, EX-16
    public void However_readings_arrive_and_whenever_it_is_restarted_the_record_is_that_of_one_pass() => Prop.ForAll(
        Arrivals.Any(),
        arrivals =>
        {
            MinuteSeries series = arrivals.Series;
            IReadOnlyList<Reading[]> chunks = arrivals.Chunks();
            RecordUnderTest record = new(series.Profile, series.StockInside);
            Random random = new(arrivals.Seed);
            foreach (Reading[] chunk in chunks)
            {
                record.Arrive(chunk, TimeSpan.FromSeconds(random.Next(random.Next(2) == 0 ? 60 : 7_200)));
                if (random.Next(8) == 0)
                {
                    record.Restart();
                }
            }

            record.Sweep(MinuteSeries.At(series.Now));
            Assert.Equal(Facts(OnePass(series, Arrivals.Sorted(chunks, series.Profile), record.Now)), Facts(record.Excursions));
        }).Check(TenThousand);

    [Fact] // EX-09, EX-14
    public void In_range_and_out_and_unobserved_add_up_to_the_period_and_to_that_of_the_excursions() => Prop.ForAll(
        Arrivals.Any(),
        arrivals =>
        {
            MinuteSeries series = arrivals.Series;
            IReadOnlyList<Reading> readings = Arrivals.Sorted(arrivals.Chunks(), series.Profile);
            Instant until = MinuteSeries.At(series.Now + 1);
            TemperatureFigures figures = TemperatureFigures.Over(new TimeRange(Some.Midnight, until), readings, series.Profile, until);

            Assert.Equal(
                until.UnixMilliseconds - Some.Midnight.UnixMilliseconds,
                figures.InRangeMilliseconds + figures.OutMilliseconds + figures.UnobservedMilliseconds);
            Assert.Equal(0, figures.AheadMilliseconds);

            // Until each excursion is over, so that the last reading has said all it says.
            Instant later = until + TimeSpan.FromDays(1);
            Reading[] closed = [.. readings, new Reading(Some.Sensor, later, InRange(series.Profile), ReadingFlags.None)];
            Assert.Equal(
                TemperatureFigures.Over(new TimeRange(Some.Midnight, later), closed, series.Profile, later).OutMilliseconds,
                OnePass(series, closed, later).Sum(one => one.OutMilliseconds));
        }).Check(TenThousand);

    private static Core.Temperatures.Temperature InRange(StorageProfile profile) =>
        profile.High!.Value + Core.Temperatures.TemperatureDelta.FromMilliKelvin(-1_000);

    private static IReadOnlyList<Excursion> OnePass(MinuteSeries series, IEnumerable<Reading> readings, Instant now)
    {
        ExcursionRun run = new(series.Profile) { Stock = series.StockInside };
        foreach (Reading reading in readings)
        {
            run.Take(reading);
        }

        return run.FoundBy(now);
    }

    /// <summary>Everything that is on record; immutable arrays do not compare by what is in them.</summary>
    private static IReadOnlyList<string> Facts(IEnumerable<Excursion> excursions) =>
        [.. excursions.OrderBy(one => one.StartedAt).Select(one =>
            $"{one with { Alarms = [] }} alarms {string.Join(",", one.Alarms.Select(alarm => $"{alarm.Rule.Id}@{alarm.DueAt}"))}")];
}
