using ColdChain.Core.Excursions;
using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Server.Monitoring;

using static ColdChain.Server.Tests.Monitoring.MonitoringUnderTest;

namespace ColdChain.Server.Tests.Monitoring;

/// <summary>G4 through the real history and the real records.</summary>
public sealed class ArrivalOrderTests
{
    [Theory] // EX-10, EX-11
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Whatever_the_order_of_arrival_the_records_are_those_of_one_pass(int seed)
    {
        Random random = new(seed);
        await using MonitoringUnderTest it = await StartAsync();
        Reading[] series = Wandering(random);
        Reading[] order = [.. series];
        if (seed > 1)
        {
            random.Shuffle(order);
        }

        foreach (Reading[] batch in order.Chunk(random.Next(5, 40)))
        {
            await it.StoreAsync(batch.Concat(order.Take(random.Next(3))));
            if (random.Next(3) == 0)
            {
                await it.SettleAsync();
                await it.SweepAtAsync(0);
            }
        }

        await it.SettleAsync();
        await it.SweepAtAsync(0);

        Assert.Equal(
            OnePass(series).Select(one => (one.StartedAt, one.EndedAt, one.Peak, one.PeakAt, one.OutMilliseconds, one.UnobservedMilliseconds, AlarmsText.Of(one.Alarms))),
            (await it.EntriesAsync()).Where(entry => entry.RetractedAt is null)
                .Select(entry => (entry.StartedAt, entry.EndedAt, entry.Peak, entry.PeakAt, entry.OutMilliseconds, entry.UnobservedMilliseconds, entry.Alarms)));
        List<ExcursionNotice> notices = await it.NoticesAsync();
        Assert.All(
            notices.Where(notice => notice.Kind is ExcursionNoticeKind.Opened or ExcursionNoticeKind.Retracted)
                .GroupBy(notice => (notice.ExcursionId, notice.Kind)),
            told => Assert.Single(told));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public async Task What_a_logger_says_of_its_days_changes_no_excursion_and_no_time(int seed)
    {
        Random random = new(seed);
        await using MonitoringUnderTest it = await StartAsync();
        Reading[] series = Wandering(random);
        Reading[] daily = [.. series.Where(_ => random.Next(10) == 0).Select(reading => OfTheDay(reading, random))];
        Reading[] order = [.. series, .. daily];
        random.Shuffle(order);

        foreach (Reading[] batch in order.Chunk(100))
        {
            await it.ArriveAsync(batch);
        }

        await it.SweepAtAsync(0);

        Assert.Equal(
            OnePass(series).Select(one => (one.StartedAt, one.EndedAt, one.Peak, one.OutMilliseconds, one.UnobservedMilliseconds, AlarmsText.Of(one.Alarms))),
            (await it.EntriesAsync()).Where(entry => entry.RetractedAt is null)
                .Select(entry => (entry.StartedAt, entry.EndedAt, entry.Peak, entry.OutMilliseconds, entry.UnobservedMilliseconds, entry.Alarms)));
        Assert.NotEmpty(daily);
    }

    /// <summary>Far out, and at the moment of a reading or within the silence after it.</summary>
    private static Reading OfTheDay(Reading reading, Random random) => reading with
    {
        MeasuredAt = reading.MeasuredAt + TimeSpan.FromMinutes(random.Next(2) * random.Next(90)),
        Value = Temperature.FromMilliCelsius(random.Next(-20_000, 40_000)),
        Flags = ReadingFlags.DeviceTime | ReadingFlags.Logger | (random.Next(2) == 0 ? ReadingFlags.DailyLow : ReadingFlags.DailyHigh),
    };

    private static Reading[] Wandering(Random random)
    {
        List<Reading> series = [];
        double minute = -3_000;
        int milliCelsius = 5_000;
        while (minute < -1)
        {
            milliCelsius = Math.Clamp(milliCelsius + random.Next(-1_500, 1_501), 500, 9_900);
            series.Add(new Reading(Top, Minute(Math.Round(minute)), Temperature.FromMilliCelsius(milliCelsius), ReadingFlags.None));
            minute += random.Next(20) == 0 ? random.Next(20, 200) : random.Next(1, 9);
        }

        return [.. series.DistinctBy(reading => reading.MeasuredAt)];
    }

    private static IReadOnlyList<Excursion> OnePass(Reading[] series)
    {
        ExcursionRun run = new(StandardProfiles.CnImmFridge);
        foreach (Reading reading in series)
        {
            run.Take(reading);
        }

        return run.FoundBy(Minute(0));
    }
}
