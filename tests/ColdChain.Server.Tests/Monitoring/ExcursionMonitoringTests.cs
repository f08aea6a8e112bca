using ColdChain.Core.Time;
using ColdChain.Server.Audit;
using ColdChain.Server.Monitoring;

using Microsoft.Data.Sqlite;

using static ColdChain.Server.Monitoring.ExcursionNoticeKind;
using static ColdChain.Server.Tests.Monitoring.MonitoringUnderTest;

namespace ColdChain.Server.Tests.Monitoring;

public sealed class ExcursionMonitoringTests : IAsyncLifetime
{
    private MonitoringUnderTest _it = null!;

    public async ValueTask InitializeAsync() => _it = await StartAsync();

    public ValueTask DisposeAsync() => _it.DisposeAsync();

    [Fact] // EX-01, EX-12
    public async Task The_first_reading_outside_is_on_record_with_the_rule_that_judged_it()
    {
        await _it.ArriveAsync(Reading(-2, "5.0"), Reading(-1, "8.1"));

        ExcursionEntry entry = Assert.Single(await _it.EntriesAsync());

        Assert.Equal(("gaochuan/fridge-1", "CN-IMM/fridge", 2), (entry.StorageUnitId.ToString(), entry.ProfileId, entry.ProfileVersion));
        Assert.Equal((Minute(-1), null, 8_000, 8_100), (entry.StartedAt, entry.EndedAt, entry.LimitMilliCelsius, entry.Peak.MilliCelsius));
        Assert.False(entry.DiscoveredLate);
        Assert.Equal([Opened], await _it.KindsAsync());
    }

    [Fact] // EX-04
    public async Task An_alarm_falls_due_by_the_clock_alone_once_also_after_a_restart()
    {
        await _it.ArriveAsync(Reading(-1, "9.0"));
        await _it.SweepAtAsync(8.9);
        Assert.Equal([Opened], await _it.KindsAsync());

        await _it.SweepAtAsync(9);
        await _it.SweepAtAsync(9.1);
        _it = await _it.RestartAsync();
        await _it.SweepAtAsync(20);

        Assert.Equal([Opened, AlarmDue], await _it.KindsAsync());
        ExcursionNotice due = (await _it.NoticesAsync())[1];
        Assert.Equal((Minute(9), false, "cn-imm.high.10min"), (due.At, due.WasOverWhenDiscovered, due.RuleId));
        Assert.Equal(Minute(9), Assert.Single(await _it.EntriesAsync()).AlarmDueAt);
    }

    [Fact] // EX-04
    public async Task What_fell_due_while_the_server_was_away_is_noticed_when_it_is_back()
    {
        await _it.ArriveAsync(Reading(-1, "9.0"));
        _it = await _it.RestartAsync();
        await _it.SweepAtAsync(60);

        Assert.Equal([Opened, AlarmDue], await _it.KindsAsync());
        Assert.Equal((Minute(9), false), ((await _it.NoticesAsync())[1].At, (await _it.NoticesAsync())[1].WasOverWhenDiscovered));
    }

    [Fact] // EX-02
    public async Task A_return_that_stays_closes_it_by_readings_or_by_the_clock()
    {
        await _it.ArriveAsync(Reading(-3, "9.0"), Reading(-2, "5.0"));
        await _it.SweepAtAsync(7.9);
        Assert.Null(Assert.Single(await _it.EntriesAsync()).EndedAt);

        await _it.SweepAtAsync(8);

        Assert.Equal(Minute(-2), Assert.Single(await _it.EntriesAsync()).EndedAt);
        Assert.Equal([Opened, Closed], await _it.KindsAsync());
    }

    [Fact] // EX-04, EX-11
    public async Task A_reading_that_was_on_its_way_while_the_clock_spoke_sets_it_right()
    {
        await _it.ArriveAsync(Reading(-3, "9.0"), Reading(-2, "5.0"));
        await _it.SweepAtAsync(8.5);
        await _it.ArriveAsync(Reading(7, "9.0"));

        ExcursionEntry entry = Assert.Single(await _it.EntriesAsync());

        Assert.Null(entry.EndedAt);
        Assert.Equal(2, entry.Revision);
        Assert.Equal([Opened, Closed, Amended], await _it.KindsAsync());
    }

    [Fact] // EX-11
    public async Task What_was_over_when_it_was_discovered_says_so_in_every_notice()
    {
        await _it.ArriveAsync(Reading(-1, "5.0"));
        await _it.ArriveAsync([.. EveryMinute(-600, -580, "9.0"), .. EveryMinute(-580, -500, "5.0")]);

        ExcursionEntry entry = Assert.Single(await _it.EntriesAsync());

        Assert.True(entry.DiscoveredLate);
        Assert.Equal((Minute(-600), Minute(-580), Minute(-590)), (entry.StartedAt, entry.EndedAt, entry.AlarmDueAt));
        Assert.Equal([Opened, AlarmDue, Closed], await _it.KindsAsync());
        Assert.All(await _it.NoticesAsync(), notice => Assert.True(notice.WasOverWhenDiscovered));
    }

    [Fact] // EX-11
    public async Task Late_data_that_still_goes_on_is_no_matter_of_the_past()
    {
        await _it.ArriveAsync([.. EveryMinute(-600, -60, "5.0"), .. EveryMinute(-60, 0, "9.0")]);

        Assert.Equal([Opened, AlarmDue], await _it.KindsAsync());
        Assert.All(await _it.NoticesAsync(), notice => Assert.False(notice.WasOverWhenDiscovered));
    }

    [Fact] // EX-11
    public async Task Late_readings_amend_an_excursion_that_keeps_its_identity_and_leave_a_trail()
    {
        await _it.ArriveAsync([.. EveryMinute(-100, -90, "9.0"), .. EveryMinute(-90, -60, "5.0")]);
        ExcursionEntry before = Assert.Single(await _it.EntriesAsync());

        await _it.ArriveAsync(EveryMinute(-105, -100, "9.5"));

        ExcursionEntry after = Assert.Single(await _it.EntriesAsync());
        Assert.Equal((before.Id, 2, Minute(-105), 9_500), (after.Id, after.Revision, after.StartedAt, after.Peak.MilliCelsius));
        Assert.Equal([Opened, AlarmDue, Closed, Amended], await _it.KindsAsync());
        AuditEntry trail = Assert.Single(await _it.ReadAsync<AuditEntry>(
            entries => entries.Where(entry => entry.Actor == "monitoring")));
        Assert.Equal(("amend", "excursion_entry"), (trail.Action, trail.Subject));
        Assert.Contains("9.000", trail.OldValues, StringComparison.Ordinal);
        Assert.Contains("9.500", trail.NewValues, StringComparison.Ordinal);
    }

    [Fact] // EX-11
    public async Task An_alarm_that_late_readings_bring_to_a_past_excursion_wakes_nobody()
    {
        await _it.ArriveAsync([.. EveryMinute(-100, -95, "9.0"), .. EveryMinute(-95, -60, "5.0")]);
        await _it.ArriveAsync(EveryMinute(-110, -100, "9.5"));

        ExcursionNotice due = Assert.Single(await _it.NoticesAsync(), notice => notice.Kind == AlarmDue);

        Assert.True(due.WasOverWhenDiscovered);
    }

    [Fact] // EX-11
    public async Task An_excursion_that_late_readings_join_to_another_is_retracted_and_stays_on_record()
    {
        await _it.ArriveAsync(Reading(-100, "9.0"), Reading(-99, "5.0"), Reading(-80, "9.0"), Reading(-79, "5.0"), Reading(-60, "5.0"));
        Assert.Equal(2, (await _it.EntriesAsync()).Count);

        await _it.ArriveAsync(Reading(-92, "9.0"), Reading(-91, "5.0"), Reading(-84, "9.0"), Reading(-83, "5.0"));

        List<ExcursionEntry> entries = await _it.EntriesAsync();
        Assert.Equal((Minute(-79), null), (entries[0].EndedAt, entries[0].RetractedAt));
        Assert.NotNull(entries[1].RetractedAt);
        Assert.Equal([Opened, Closed, Opened, Closed, Retracted, Amended], await _it.KindsAsync());
    }

    [Fact] // G1
    public async Task Readings_that_were_stored_and_not_judged_before_a_crash_are_judged_after_it()
    {
        await _it.Server.StopAsync();
        await using (History.HistoryUnderTest alone = new(_it.Server.Directory))
        {
            await alone.AppendAsync(History.HistoryUnderTest.Of(new Server.History.ArrivedReading(1, Reading(-1, "9.0"))));
        }

        _it = new MonitoringUnderTest(await ServerUnderTest.StartAsync(directory: _it.Server.Directory, clock: _it.Server.Clock));
        await _it.SettleAsync();

        Assert.Single(await _it.EntriesAsync());
    }

    [Fact] // EX-11
    public async Task Readings_that_were_judged_and_not_marked_before_a_crash_are_told_only_once()
    {
        await _it.ArriveAsync([.. EveryMinute(-100, -80, "9.0"), .. EveryMinute(-80, -60, "5.0"), Reading(-1, "9.0")]);
        ExcursionNoticeKind[] told = await _it.KindsAsync();
        List<ExcursionEntry> entries = await _it.EntriesAsync();

        _it = await _it.RestartAsync(history => Execute(history, "UPDATE marks SET number = 0 WHERE name = 'judged'"));
        await _it.SettleAsync();

        Assert.Equal(told, await _it.KindsAsync());
        Assert.Equivalent(entries, await _it.EntriesAsync(), strict: true);
    }

    [Fact] // EX-13
    public async Task A_conflict_is_judged_by_the_value_further_out_whichever_came_first()
    {
        await _it.ArriveAsync(Reading(-60, "5.0"), Reading(-59, "5.0"), Reading(-30, "5.0"));
        await _it.ArriveAsync(Reading(-60, "9.0"));

        ExcursionEntry entry = Assert.Single(await _it.EntriesAsync());

        Assert.Equal((Minute(-60), Minute(-59)), (entry.StartedAt, entry.EndedAt));
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own texts.
        command.CommandText = sql;
#pragma warning restore CA2100
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
