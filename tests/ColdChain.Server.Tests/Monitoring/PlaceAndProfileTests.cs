using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.Keeping;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.Monitoring;
using ColdChain.Server.Persistence;
using ColdChain.Server.SettingUp;
using ColdChain.Server.Tests.Traceability;
using ColdChain.Server.Traceability.Papers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static ColdChain.Server.Tests.Monitoring.MonitoringUnderTest;

namespace ColdChain.Server.Tests.Monitoring;

/// <summary>What the records say of a unit, and how it changes what monitoring says of its readings.</summary>
public sealed class PlaceAndProfileTests : IAsyncLifetime
{
    private MonitoringUnderTest _it = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _it = await StartAsync();

    public ValueTask DisposeAsync() => _it.DisposeAsync();

    [Fact] // EX-38
    public async Task A_sensor_that_is_moved_mid_excursion_ends_it_and_says_nothing_more_of_the_unit()
    {
        await _it.ArriveAsync(EveryMinute(-5, 0, "9.0"));
        await ChangeAsync(records => records.MeasuringPoints.Where(point => point.SensorId == Top)
            .ExecuteUpdateAsync(set => set.SetProperty(point => point.RemovedAt, Minute(1)), Token));

        await _it.SweepAtAsync(2);

        ExcursionEntry entry = Assert.Single(await _it.EntriesAsync());
        Assert.Equal((Minute(-5), Minute(1)), (entry.StartedAt, entry.EndedAt));
    }

    [Fact] // EX-38, EX-12
    public async Task A_profile_that_changes_mid_excursion_ends_it_and_judges_what_comes_after()
    {
        await _it.ArriveAsync(EveryMinute(-5, 0, "9.0"));
        await SetProfileAsync("CN-GSP/fridge");
        await _it.SweepAtAsync(1);
        await _it.ArriveAsync(EveryMinute(1, 3, "9.0"));

        List<ExcursionEntry> entries = await _it.EntriesAsync();

        Assert.Equal(
            [("CN-IMM/fridge", Minute(-5), Minute(0), null), ("CN-GSP/fridge", Minute(1), null, "cn-gsp.high.at-once")],
            entries.Select(entry => (entry.ProfileId, entry.StartedAt, entry.EndedAt, entry.AlarmRuleId)));
    }

    [Fact] // EX-38
    public async Task Late_readings_of_the_time_before_a_change_are_judged_by_the_profile_of_that_time()
    {
        await SetProfileAsync("CN-IMM/freezer");
        await _it.SweepAtAsync(1);
        await _it.ArriveAsync([.. EveryMinute(-60, -50, "9.0"), .. EveryMinute(-50, 0, "5.0"), .. EveryMinute(1, 5, "-21.0")]);

        ExcursionEntry entry = Assert.Single(await _it.EntriesAsync());

        Assert.Equal(("CN-IMM/fridge", Minute(-60), Minute(-50)), (entry.ProfileId, entry.StartedAt, entry.EndedAt));
    }

    [Fact] // EX-38
    public async Task A_set_up_that_changes_no_profile_leaves_no_history_of_it()
    {
        await SetProfileAsync("CN-IMM/fridge");
        Assert.Empty(await _it.ReadAsync<KeptProfile>(kept => kept));

        await SetProfileAsync("WHO/fridge");
        Assert.Equal(
            [("CN-IMM/fridge", KeptProfile.Always), ("WHO/fridge", Minute(0))],
            (await _it.ReadAsync<KeptProfile>(kept => kept.OrderBy(one => one.KeptFrom))).Select(one => (one.ProfileId, one.KeptFrom)));
    }

    [Fact] // EX-18
    public async Task Where_no_paper_tells_what_is_inside_a_frozen_fridge_is_an_alarm_at_once()
    {
        await _it.ArriveAsync(Reading(-1, "0.0"));

        Assert.Equal("cn-imm.freeze.at-once", Assert.Single(await _it.EntriesAsync()).AlarmRuleId);
    }

    [Fact] // EX-18
    public async Task Where_the_papers_tell_of_nothing_freeze_sensitive_inside_the_freeze_rule_is_silent()
    {
        await EnterPapersAsync();
        await _it.ArriveAsync(Reading(-1, "0.0"));

        Assert.Null(Assert.Single(await _it.EntriesAsync()).AlarmRuleId);
    }

    [Fact] // EX-18
    public async Task The_papers_say_when_freeze_sensitive_vaccine_was_in_which_unit()
    {
        await EnterPapersAsync();
        IStockKnowledge book = _it.Server.App.Services.GetRequiredService<IStockKnowledge>();

        FreezeSensitiveStock second = await book.FreezeSensitiveInAsync(Unit("gaochuan/fridge-2"), Token);
        FreezeSensitiveStock first = await book.FreezeSensitiveInAsync(Unit("gaochuan/fridge-1"), Token);

        Instant received = Instant.FromDateTimeOffset(new DateTimeOffset(2026, 4, 1, 10, 0, 0, TimeSpan.FromHours(8)));
        Assert.True(second.IsInsideAt(received));
        Assert.False(second.IsInsideAt(received - TimeSpan.FromMinutes(1)));
        Assert.False(first.IsInsideAt(received));
    }

    [Fact] // EX-10, EX-16
    public async Task Late_readings_bring_an_alarm_to_a_later_excursion_whose_window_they_fill()
    {
        // Six doors of nine minutes, an hour apart, and a seventh: with the sixth late, the sum of the seventh was short.
        static IEnumerable<Core.Readings.Reading> Door(int begin) =>
            [.. EveryMinute(begin, begin + 9, "9.0"), .. EveryMinute(begin + 9, begin + 60, "5.0")];
        await _it.ArriveAsync([.. Enumerable.Range(0, 7).Where(door => door != 5).SelectMany(door => Door(-600 + (60 * door)))]);
        Assert.DoesNotContain(await _it.EntriesAsync(), entry => entry.AlarmRuleId is not null);

        await _it.ArriveAsync(Door(-300));

        List<ExcursionEntry> entries = await _it.EntriesAsync();
        Assert.Equal(7, entries.Count);
        Assert.Equal(["cn-imm.high.60min-in-24h"], entries.Select(entry => entry.AlarmRuleId).OfType<string>());
        Assert.Equal(Minute(-600 + 360 + 6), entries[6].AlarmDueAt);
    }

    [Fact] // EX-21
    public async Task The_time_out_is_on_record_by_band()
    {
        await _it.ArriveAsync([.. EveryMinute(-60, -57, "9.0"), .. EveryMinute(-57, -55, "16.0"), .. EveryMinute(-55, -40, "5.0")]);

        ExcursionEntry entry = Assert.Single(await _it.EntriesAsync());

        Assert.Equal((180_000, 120_000, 300_000), (entry.OutByBand!.Value.Warm, entry.OutByBand.Value.Room, entry.LongestRunMilliseconds));
    }

    private static StorageUnitId Unit(string text) => StorageUnitId.Parse(text, CultureInfo.InvariantCulture);

    private async Task ChangeAsync(Func<RecordsDbContext, Task> change)
    {
        await using AsyncServiceScope scope = _it.Server.App.Services.CreateAsyncScope();
        await change(scope.ServiceProvider.GetRequiredService<RecordsDbContext>());
        scope.ServiceProvider.GetRequiredService<EquipmentDirectory>().Forget();
    }

    /// <summary>As an installer does: the set-up file with another profile, applied again.</summary>
    private async Task SetProfileAsync(string profile)
    {
        string file = Path.Combine(_it.Server.Directory, "change.json");
        await File.WriteAllTextAsync(
            file,
            $$"""{ "units": [ { "id": "gaochuan/fridge-1", "kind": "refrigerator", "nameZh": "1号冰箱", "nameEn": "Fridge 1", "profile": "{{profile}}" } ] }""",
            Token);
        Assert.Empty((await SetUp.FromFileAsync(_it.Server.App.Services, file, Token)).Mistakes);
        _it.Server.App.Services.GetRequiredService<EquipmentDirectory>().Forget();
    }

    private async Task EnterPapersAsync()
    {
        await using AsyncServiceScope scope = _it.Server.App.Services.CreateAsyncScope();
        ImportOutcome outcome = await scope.ServiceProvider.GetRequiredService<MovementImport>()
            .EnterAsync("/", PaperSheet.Read(Csv.Bytes(Csv.Story)), Token);
        Assert.Empty(outcome.Mistakes);
    }
}
