using System.Globalization;

using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Observing;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.Monitoring;
using ColdChain.Server.Persistence;

using Microsoft.Extensions.DependencyInjection;

using static ColdChain.Server.Tests.Monitoring.MonitoringUnderTest;

namespace ColdChain.Server.Tests.Monitoring;

/// <summary>What cannot be trusted, through the real history and the real records.</summary>
public sealed class ObservationMonitoringTests : IAsyncLifetime
{
    private const int Day = 1440;

    private static readonly SensorId Bottom = SensorId.Parse("gaochuan/fridge-1/bottom", CultureInfo.InvariantCulture);

    private MonitoringUnderTest _it = null!;

    public async ValueTask InitializeAsync() => _it = await StartAsync();

    public ValueTask DisposeAsync() => _it.DisposeAsync();

    [Fact] // EX-24
    public async Task A_stuck_value_is_found_once_and_gets_its_end_when_it_changes()
    {
        await _it.ArriveAsync(EveryTen(-2 * Day, -200, "5.0"));
        await _it.ArriveAsync(EveryTen(-200, -100, "5.0"));
        ObservationEntry stuck = Assert.Single(await FindingsAsync());
        Assert.Equal((ObservationKind.Stuck, Minute(-Day), null), (stuck.Kind, stuck.StartedAt, stuck.EndedAt));

        await _it.ArriveAsync(Reading(-100, "5.1"));

        Assert.Equal(Minute(-100), Assert.Single(await FindingsAsync()).EndedAt);
    }

    [Fact] // EX-11, EX-24
    public async Task A_late_reading_that_moved_takes_the_finding_back_and_leaves_it_on_record()
    {
        await _it.ArriveAsync(EveryTen(-2 * Day, -100, "5.0"));
        await _it.ArriveAsync(Reading(-Day - 5, "5.2"));

        ObservationEntry[] all = [.. await AllAsync()];
        Assert.Equal([Minute(-Day)], all.Where(entry => entry.RetractedAt is not null).Select(entry => entry.StartedAt));
        Assert.Empty(await FindingsAsync());
    }

    [Fact] // EX-24
    public async Task After_a_restart_it_goes_on_from_what_is_on_record()
    {
        await _it.ArriveAsync(EveryTen(-3 * Day, -200, "5.0"));
        _it = await _it.RestartAsync();
        await _it.ArriveAsync(EveryTen(-200, -100, "5.0"));
        await _it.ArriveAsync(Reading(-100, "5.1"));

        ObservationEntry stuck = Assert.Single(await AllAsync());
        Assert.Equal((Minute(-2 * Day), Minute(-100), null), (stuck.StartedAt, stuck.EndedAt, stuck.RetractedAt));
    }

    [Fact] // EX-22
    public async Task A_silence_has_its_own_record_and_is_not_written_twice()
    {
        await _it.ArriveAsync(Reading(-500, "5.0"), Reading(-100, "5.1"));

        Assert.Empty(await AllAsync());
    }

    [Fact] // EX-31
    public async Task Two_sensors_of_a_unit_that_disagree_are_one_finding_whichever_is_heard_first()
    {
        await PlaceAsync(Bottom, accuracyMilliKelvin: null);
        await _it.ArriveAsync(Enumerable.Range(-200, 100).Select(minute => Reading(minute, "5.0")));
        await _it.ArriveAsync(Enumerable.Range(-200, 50).Select(minute => Reading(minute, "6.5") with { Sensor = Bottom }));
        await _it.ArriveAsync(Enumerable.Range(-150, 50).Select(minute => Reading(minute, "5.5") with { Sensor = Bottom }));

        ObservationEntry found = Assert.Single(await FindingsAsync());
        Assert.Equal((ObservationKind.Disagreement, Bottom, Top), (found.Kind, found.SensorId, found.OtherSensorId));
        Assert.Equal((Minute(-200), Minute(-150)), (found.StartedAt, found.EndedAt));
    }

    [Fact] // EX-31
    public async Task How_far_they_may_differ_is_by_their_own_accuracies()
    {
        await PlaceAsync(Bottom, accuracyMilliKelvin: 1_000);
        await _it.ArriveAsync(EveryMinute(-100, -20, "5.0"));
        await _it.ArriveAsync(EveryMinute(-100, -20, "6.5").Select(reading => reading with { Sensor = Bottom }));

        Assert.Empty(await FindingsAsync());
    }

    [Fact] // EX-11, EX-31
    public async Task A_sensor_that_was_taken_out_and_put_back_keeps_what_was_found_before()
    {
        await PlaceAsync(Bottom, accuracyMilliKelvin: null, removedAt: -150, putBackAt: -140);
        await _it.ArriveAsync(EveryMinute(-200, -100, "6.5").Select(reading => reading with { Sensor = Bottom }));
        await _it.ArriveAsync(EveryMinute(-200, -100, "5.0"));
        await _it.ArriveAsync(Reading(-199.5, "5.0"));

        Assert.Equal(
            [(Minute(-200), Minute(-150)), (Minute(-140), null)],
            (await AllAsync()).Select(entry => (entry.StartedAt, entry.EndedAt)));
        Assert.Equal(2, (await FindingsAsync()).Count);
    }

    [Theory] // EX-10, EX-24 to EX-27, EX-31
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(10)]
    public async Task Whatever_the_order_of_arrival_the_findings_are_those_of_one_pass(int seed)
    {
        await PlaceAsync(Bottom, accuracyMilliKelvin: null);
        Random random = new(seed);
        Reading[] top = Wandering(random, Top);
        Reading[] bottom = Wandering(random, Bottom);
        Reading[] order = [.. top.Concat(bottom).OrderBy(reading => reading.MeasuredAt)];
        if (seed % 2 == 0)
        {
            // The line was away: what is new comes first, and then the days before it, oldest first.
            order = [.. order.Where(reading => reading.MeasuredAt >= Minute(-4 * Day)), .. order.Where(reading => reading.MeasuredAt < Minute(-4 * Day))];
        }
        else
        {
            random.Shuffle(order);
        }

        foreach (Reading[] batch in order.Chunk(random.Next(20, 120)))
        {
            await _it.ArriveAsync(batch);
        }

        Instant end = order.Max(reading => reading.MeasuredAt);
        TimeRange placed = new(Minute(-100 * Day), null);
        IEnumerable<ObservationFinding> expected = new[] { top, bottom }
            .SelectMany(series => Observation.Over(series, StandardProfiles.CnImmFridge, end))
            .Concat(DisagreementWatch.Over([new(placed, bottom), new(placed, top)], StandardProfiles.CnImmFridge, end))
            .Where(finding => finding.Kind != ObservationKind.Gap);
        Assert.Equal(Facts(expected), Facts((await FindingsAsync()).Select(entry => entry.ToFinding())));
    }

    private static IEnumerable<string> Facts(IEnumerable<ObservationFinding> findings) =>
        findings.Select(finding => finding.ToString()).Order(StringComparer.Ordinal);

    private static IEnumerable<Reading> EveryTen(int from, int until, string celsius) =>
        Enumerable.Range(0, (until - from) / 10).Select(number => Reading(from + (10 * number), celsius));

    /// <summary>Eight days that stand still, jump, lie in the room and disagree.</summary>
    private static Reading[] Wandering(Random random, SensorId sensor)
    {
        List<Reading> series = [];
        for (double minute = -8 * Day; minute < -10;)
        {
            int milliCelsius = random.Next(10) switch { 0 => 22_000, 1 => 60_000, 2 => 0, 3 => 7_000, _ => 5_000 };
            double every = random.Next(8) == 0 ? 45 : milliCelsius >= 22_000 ? 2 : 10;
            for (int left = random.Next(12) == 0 ? 160 : random.Next(1, 8); left > 0 && minute < -10; left--)
            {
                series.Add(new Reading(sensor, Minute(minute), Temperature.FromMilliCelsius(milliCelsius), ReadingFlags.None));
                minute += every;
            }
        }

        return [.. series];
    }

    private async Task PlaceAsync(SensorId sensor, int? accuracyMilliKelvin, double? removedAt = null, double? putBackAt = null)
    {
        await using AsyncServiceScope scope = _it.Server.App.Services.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        records.Add(new Sensor
        {
            Id = sensor,
            FacilityId = FacilityId.Parse("gaochuan", CultureInfo.InvariantCulture),
            AccuracyMilliKelvin = accuracyMilliKelvin,
        });
        foreach ((double? from, double? until) in new[] { (-100d * Day, removedAt), (putBackAt, (double?)null) })
        {
            if (from is { } placedAt)
            {
                records.Add(new MeasuringPoint
                {
                    SensorId = sensor,
                    StorageUnitId = StorageUnitId.Parse("gaochuan/fridge-1", CultureInfo.InvariantCulture),
                    PlacedAt = Minute(placedAt),
                    RemovedAt = until is { } taken ? Minute(taken) : null,
                });
            }
        }

        await records.SaveChangesAsync(TestContext.Current.CancellationToken);
        _it.Server.App.Services.GetRequiredService<EquipmentDirectory>().Forget();
    }

    private Task<List<ObservationEntry>> AllAsync() =>
        _it.ReadAsync<ObservationEntry>(entries => entries.OrderBy(entry => entry.StartedAt));

    private Task<List<ObservationEntry>> FindingsAsync() =>
        _it.ReadAsync<ObservationEntry>(entries => entries.Where(entry => entry.RetractedAt == null).OrderBy(entry => entry.StartedAt));
}
