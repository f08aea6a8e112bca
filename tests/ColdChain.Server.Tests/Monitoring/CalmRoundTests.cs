using ColdChain.Core.Keeping;
using ColdChain.Core.Observing;
using ColdChain.Core.Readings;
using ColdChain.Server.Equipment;
using ColdChain.Server.History;
using ColdChain.Server.Monitoring;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

using static ColdChain.Server.Tests.Monitoring.MonitoringUnderTest;

namespace ColdChain.Server.Tests.Monitoring;

/// <summary>What is judged costs the records nothing while nothing happens, and loses nothing when they fail.</summary>
public sealed class CalmRoundTests : IAsyncLifetime
{
    private MonitoringUnderTest _it = null!;
    private CountingScopes _scopes = null!;
    private CountingStock _stock = null!;
    private ExcursionMonitor _excursions = null!;
    private SpanJudges _judges = null!;

    public async ValueTask InitializeAsync()
    {
        _it = await StartAsync();
        IServiceProvider services = _it.Server.App.Services;
        // The judges of this test are the only ones: the server's own loop would judge first.
        await services.GetServices<IHostedService>().OfType<MonitoringLoop>().Single().StopAsync(CancellationToken.None);
        SpanReadings readings = new(services.GetRequiredService<IReadingHistory>());
        EquipmentDirectory directory = services.GetRequiredService<EquipmentDirectory>();
        _scopes = new CountingScopes(services.GetRequiredService<IServiceScopeFactory>());
        _stock = new CountingStock();
        _excursions = new ExcursionMonitor(
            new SensorJudge(readings, _stock), directory, _scopes, services.GetRequiredService<MonitoringMetrics>(), NullLogger<ExcursionMonitor>.Instance);
        _judges = new SpanJudges([_excursions, new ObservationMonitor(new ObservationJudge(readings), directory, _scopes)], readings);
    }

    public async ValueTask DisposeAsync()
    {
        _excursions.Dispose();
        await _it.DisposeAsync();
    }

    [Fact]
    public async Task Readings_that_go_on_in_range_ask_the_records_and_the_stock_nothing()
    {
        await JudgeAsync(Wavering(-300, -200));
        (int scopes, int stock) = (_scopes.Opened, _stock.Asked);

        for (int minute = -200; minute < -100; minute += 10)
        {
            await JudgeAsync(Wavering(minute, minute + 10));
        }

        Assert.Equal((scopes, stock), (_scopes.Opened, _stock.Asked));
        Assert.NotEqual(0, scopes);
    }

    [Fact] // EX-01, EX-02
    public async Task The_first_reading_outside_after_calm_ones_is_on_record_and_so_is_its_end()
    {
        await JudgeAsync(Wavering(-300, -200));
        await JudgeAsync(Wavering(-200, -100));
        await JudgeAsync([Reading(-99, "9.0")]);
        await JudgeAsync(Wavering(-98, -70));
        int asked = _scopes.Opened;
        await JudgeAsync(Wavering(-70, -60));

        ExcursionEntry entry = Assert.Single(await _it.EntriesAsync());
        Assert.Equal((Minute(-99), Minute(-98)), (entry.StartedAt, entry.EndedAt));
        Assert.Equal(asked, _scopes.Opened);
    }

    [Fact] // G4
    public async Task What_could_not_be_written_is_found_again_when_it_can()
    {
        await JudgeAsync(Wavering(-300, -200));
        _scopes.Fails = true;
        await Assert.ThrowsAsync<IOException>(() => JudgeAsync([.. Wavering(-200, -190), Reading(-189, "9.0"), .. Wavering(-188, -160)]));
        _scopes.Fails = false;

        // Taken again with what came meanwhile, as spans are.
        await JudgeAsync(Wavering(-160, -150), from: -200);

        ExcursionEntry entry = Assert.Single(await _it.EntriesAsync());
        Assert.Equal((Minute(-189), Minute(-188)), (entry.StartedAt, entry.EndedAt));
    }

    /// <summary>What is in memory is ahead of the record then, and to go on from it would leave out what it had found.</summary>
    [Fact] // G4
    public async Task What_could_not_be_written_is_not_gone_on_from()
    {
        await JudgeAsync(Wavering(-300, -200));
        _scopes.Fails = true;
        await Assert.ThrowsAsync<IOException>(() => JudgeAsync([.. Wavering(-200, -190), Reading(-189, "9.0"), .. Wavering(-188, -160)]));
        _scopes.Fails = false;
        int asked = _scopes.Opened;

        await JudgeAsync(Wavering(-160, -150));

        Assert.NotEqual(asked, _scopes.Opened);
    }

    [Fact] // EX-24
    public async Task A_value_that_stands_still_is_found_without_anything_being_asked_until_then()
    {
        await JudgeAsync(Standing(-3_000, -2_000));
        int asked = _scopes.Opened;
        await JudgeAsync(Standing(-2_000, -1_600));
        Assert.Equal(asked, _scopes.Opened);

        await JudgeAsync(Standing(-1_600, -1_500));

        ObservationEntry stuck = Assert.Single(await _it.ReadAsync<ObservationEntry>(entries => entries));
        Assert.Equal((ObservationKind.Stuck, Minute(-1_560)), (stuck.Kind, stuck.StartedAt));
    }

    [Fact] // EX-11
    public async Task A_late_reading_asks_and_is_judged_and_then_it_is_calm_again()
    {
        await JudgeAsync(Wavering(-300, -200));
        int asked = _scopes.Opened;
        await JudgeAsync([Reading(-250.5, "9.0")]);
        Assert.NotEqual(asked, _scopes.Opened);
        asked = _scopes.Opened;

        await JudgeAsync(Wavering(-200, -190));

        Assert.Equal(asked, _scopes.Opened);
        Assert.Equal((Minute(-250.5), Minute(-250)), (await _it.EntriesAsync()).Select(entry => (entry.StartedAt, entry.EndedAt)).Single());
    }

    [Fact]
    public async Task What_was_stored_beyond_the_new_readings_is_judged_once_when_its_turn_comes()
    {
        await JudgeAsync(Wavering(-300, -200));
        Reading[] first = [.. Wavering(-200, -190)];
        Reading[] second = [.. Wavering(-190, -180)];
        await _it.StoreAsync(first.Concat(second));
        int asked = _scopes.Opened;

        await JudgeSpanAsync(first[0], first[^1]);
        await JudgeSpanAsync(second[0], second[^1]);

        Assert.Equal(asked, _scopes.Opened);
    }

    private static IEnumerable<Reading> Wavering(int from, int until) =>
        Enumerable.Range(from, until - from).Select(minute => Reading(minute, minute % 2 == 0 ? "5.0" : "5.1"));

    private static IEnumerable<Reading> Standing(int from, int until) =>
        Enumerable.Range(0, (until - from) / 10).Select(number => Reading(from + (10 * number), "5.0"));

    private async Task JudgeAsync(IEnumerable<Reading> readings, double? from = null)
    {
        Reading[] all = [.. readings];
        await _it.StoreAsync(all);
        await JudgeSpanAsync(from is { } minute ? Reading(minute, "5.0") : all[0], all[^1]);
    }

    private Task JudgeSpanAsync(Reading first, Reading last) => _judges.JudgeAsync(
        new UnjudgedSpan(Top, first.MeasuredAt, last.MeasuredAt), ServerUnderTest.Start, TestContext.Current.CancellationToken);

    private sealed class CountingStock : IStockKnowledge
    {
        public int Asked { get; private set; }

        public ValueTask<FreezeSensitiveStock> FreezeSensitiveInAsync(
            Core.Identity.StorageUnitId unit, CancellationToken cancellationToken)
        {
            Asked++;
            return new(FreezeSensitiveStock.Always);
        }
    }
}
