using System.Text;
using ColdChain.Agent.Buffer;
using ColdChain.Agent.Probes.Files;
using ColdChain.Agent.Tests.Intake;
using ColdChain.Core.Readings;
using ColdChain.Core.Wire;
using ColdChain.Testing.LoggerFiles;

namespace ColdChain.Agent.Tests.Files;

public sealed class LoggerFilesSourceTests : IAsyncDisposable
{
    private readonly LoggerFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task A_file_that_two_looks_found_unchanged_is_in_the_journal_and_then_in_done()
    {
        _folder.Put("ft2.txt", LoggerFolder.Report(days: 2));
        _folder.Start();
        await _folder.LookAsync();

        IReadOnlyList<Reading> readings = await _folder.ReadingsAsync();
        Assert.Equal(["ft2.txt"], _folder.Done);
        Assert.Equal(96, readings.Count(reading => reading.Flags == (ReadingFlags.DeviceTime | ReadingFlags.Logger)));
        Assert.Equal(2, readings.Count(reading => reading.Flags.HasFlag(ReadingFlags.DailyLow)));
        Assert.Equal(2, readings.Count(reading => reading.Flags.HasFlag(ReadingFlags.DailyHigh)));
        Assert.All(readings, reading => Assert.Equal(LoggerFolder.Sensor, reading.Sensor));
        string told = Assert.Single(await _folder.EventsAsync(WireEventKinds.LoggerFileImported)).Detail!;
        Assert.Contains("96 readings and 4 of days", told, StringComparison.Ordinal);
        Assert.Contains("verified against the file's certificate; issuer key inferred", told, StringComparison.Ordinal);
    }

    [Fact] // G1
    public async Task It_is_not_moved_before_the_disk_has_all_of_it()
    {
        TaskCompletionSource disk = new();
        ScriptedBuffer buffer = new() { Disk = disk.Task };
        _folder.Put("ft2.txt", LoggerFolder.Report(days: 40));
        _folder.Start(buffer);
        await _folder.Journal.Clock.WaitForTimersAsync(1, TestContext.Current.CancellationToken);
        _folder.Journal.Clock.Advance(_folder.Options.Look);
        await Testing.Eventually.HoldsAsync(() => buffer.Attempts == 1, "something is on its way", TestContext.Current.CancellationToken);
        Assert.Empty(_folder.Done);

        disk.SetResult();
        await Testing.Eventually.HoldsAsync(() => _folder.Done.Length == 1, "it is moved", TestContext.Current.CancellationToken);
        Assert.True(buffer.Attempts > 1);
    }

    [Fact] // G2
    public async Task The_same_file_under_another_name_adds_nothing_and_goes_to_done_too()
    {
        _folder.Start();
        _folder.Put("ft2.txt", LoggerFolder.Report());
        await _folder.LookAsync();
        int before = (await _folder.ReadingsAsync()).Count;
        _folder.Put("copy of ft2.txt", LoggerFolder.Report());
        _folder.Put("ft2.txt", LoggerFolder.Report());
        await _folder.LookAsync();

        Assert.Equal(before, (await _folder.ReadingsAsync()).Count);
        Assert.Equal(["copy of ft2.txt", "ft2 (2).txt", "ft2.txt"], _folder.Done);
    }

    [Theory] // G1, G2
    [InlineData(28, 30)]
    [InlineData(30, 28)]
    public async Task Two_exports_that_overlap_bring_every_reading_once_whichever_comes_first(int first, int second)
    {
        _folder.Start();
        foreach (int newest in (int[])[first, second])
        {
            _folder.Put($"{newest}.txt", LoggerFolder.Report(days: 5, newest: new DateOnly(2026, 4, newest)));
            await _folder.LookAsync();
        }

        IReadOnlyList<Reading> readings = await _folder.ReadingsAsync();
        Assert.Equal(2, _folder.Done.Length);
        Assert.Equal(7 * 48, readings.Where(reading => !reading.IsDaily).Select(reading => reading.MeasuredAt).Distinct().Count());
        Assert.Equal(7 * 50, readings.Distinct().Count());
        Assert.InRange(readings.Count - readings.Distinct().Count(), 0, 2 * 48); // a day of UTC that the first export ended in
    }

    [Fact]
    public async Task What_the_logger_says_of_itself_is_told_once_however_often_it_is_exported()
    {
        PlannedReport plan = LoggerFolder.Plan() with
        {
            BatteryLowAt = new DateTime(2026, 4, 30, 6, 0, 0),
            Days =
            [
                new PlannedDay(new DateOnly(2026, 4, 30)) { CheckedInMorning = new TimeOnly(8, 2), InternalTimeoutMinutes = 21, InternalTimeoutAt = new TimeOnly(9, 0) },
                new PlannedDay(new DateOnly(2026, 4, 29)) { HighMinutes = 75, HighFiredAt = new TimeOnly(14, 10), CheckedInAfternoon = new TimeOnly(16, 0) },
            ],
        };
        _folder.Start();
        _folder.Put("a.txt", ReportWriter.Sealed(plan, LoggerFolder.Issuer));
        await _folder.LookAsync();
        _folder.Put("b.txt", ReportWriter.Sealed(plan with { MadeAt = plan.MadeAt.AddDays(1) }, LoggerFolder.Issuer));
        await _folder.LookAsync();

        Assert.Equal(2, _folder.Done.Length);
        Assert.Contains("21 min of 2026-04-30", Assert.Single(await _folder.EventsAsync(WireEventKinds.LoggerGap)).Detail, StringComparison.Ordinal);
        Assert.Equal(2, (await _folder.EventsAsync(WireEventKinds.LoggerCheck)).Count);
        Assert.Contains("above 8.0 °C: 75 min", Assert.Single(await _folder.EventsAsync(WireEventKinds.LoggerAlarm)).Detail, StringComparison.Ordinal);
        Assert.Equal("the battery is low", Assert.Single(await _folder.EventsAsync(WireEventKinds.LoggerHealth)).Detail);
        Assert.Equal(2, (await _folder.EventsAsync(WireEventKinds.LoggerFileImported)).Count);
    }

    [Fact]
    public async Task A_half_copied_file_is_left_until_it_is_whole()
    {
        byte[] whole = LoggerFolder.Report();
        _folder.Start();
        _folder.Put("ft2.txt", whole[..(whole.Length / 2)]);
        await _folder.LookAsync(6);
        Assert.Empty(_folder.Rejected);
        Assert.Empty(await _folder.ReadingsAsync());

        _folder.Put("ft2.txt", whole);
        await _folder.LookAsync();
        Assert.Equal(["ft2.txt"], _folder.Done);
        Assert.Equal(100, (await _folder.ReadingsAsync()).Count);
    }

    [Fact]
    public async Task A_file_that_never_becomes_whole_is_rejected_with_the_reason_in_both_languages()
    {
        byte[] whole = LoggerFolder.Report();
        _folder.Start();
        _folder.Put("ft2.txt", whole[..(whole.Length / 2)]);
        _folder.Put("empty.txt", []);
        await _folder.LookOnAsync();

        Assert.Equal(["empty.txt", "empty.txt.reason.txt", "ft2.txt", "ft2.txt.reason.txt"], _folder.Rejected);
        string reason = _folder.TextOf(WatchedFolder.Rejected, "ft2.txt.reason.txt");
        Assert.Contains("未导入", reason, StringComparison.Ordinal);
        Assert.Contains("Export the file from the logger again", reason, StringComparison.Ordinal);
        Assert.Equal(2, (await _folder.EventsAsync(WireEventKinds.LoggerFileRejected)).Count);
    }

    [Fact]
    public async Task A_writer_who_goes_on_after_the_file_was_moved_loses_nothing()
    {
        byte[] first = ReportWriter.Bare(LoggerFolder.Plan(days: 1));
        byte[] rest = ReportWriter.Bare(LoggerFolder.Plan(days: 2));
        _folder.Options = _folder.Options with { Signature = SignatureDemand.Optional };
        _folder.Start();
        await using (FileStream writer = new(Path.Combine(_folder.Options.Folder, "ft2.txt"), FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            await writer.WriteAsync(first, TestContext.Current.CancellationToken);
            await writer.FlushAsync(TestContext.Current.CancellationToken);
            await _folder.LookAsync(3);
            Assert.Equal(["ft2.txt"], _folder.Done);
            writer.Position = 0;
            await writer.WriteAsync(rest, TestContext.Current.CancellationToken);
        }

        await _folder.LookAsync(3);
        Assert.Equal(["ft2.txt"], _folder.Done);
        Assert.Equal(2 * 48, (await _folder.ReadingsAsync()).Where(reading => !reading.IsDaily).Select(reading => reading.MeasuredAt).Distinct().Count());
    }

    [Fact]
    public async Task A_logger_that_nobody_configured_is_told_by_its_serial_and_can_be_put_back_later()
    {
        _folder.Start();
        _folder.Put("ft2.txt", LoggerFolder.Report(serial: "169900000009"));
        await _folder.LookAsync();

        Assert.Equal(["ft2.txt", "ft2.txt.reason.txt"], _folder.Rejected);
        Assert.Contains("169900000009", _folder.TextOf(WatchedFolder.Rejected, "ft2.txt.reason.txt"), StringComparison.Ordinal);
        Assert.Contains("169900000009", Assert.Single(await _folder.EventsAsync(WireEventKinds.LoggerFileRejected)).Detail, StringComparison.Ordinal);
        Assert.Empty(await _folder.ReadingsAsync());
    }

    [Fact]
    public async Task A_file_that_was_changed_after_the_logger_wrote_it_is_never_taken()
    {
        _folder.Options = _folder.Options with { Signature = SignatureDemand.Optional };
        string changed = Encoding.Latin1.GetString(LoggerFolder.Report()).Replace("Max T: +6.2", "Max T: +5.2", StringComparison.Ordinal);
        _folder.Start();
        _folder.Put("ft2.txt", Encoding.Latin1.GetBytes(changed));
        await _folder.LookOnAsync();

        Assert.Equal(["ft2.txt", "ft2.txt.reason.txt"], _folder.Rejected);
        Assert.Contains("签名不符", _folder.TextOf(WatchedFolder.Rejected, "ft2.txt.reason.txt"), StringComparison.Ordinal);
        Assert.Empty(await _folder.ReadingsAsync());
    }

    [Theory]
    [InlineData(SignatureDemand.Required, 0)]
    [InlineData(SignatureDemand.Optional, 100)]
    public async Task A_report_without_a_signature_is_taken_only_when_that_is_allowed(SignatureDemand demand, int readings)
    {
        _folder.Options = _folder.Options with { Signature = demand };
        _folder.Start();
        _folder.Put("ft2.txt", ReportWriter.Bare(LoggerFolder.Plan()));
        await _folder.LookOnAsync();

        Assert.Equal(readings, (await _folder.ReadingsAsync()).Count);
        Assert.Equal(readings == 0 ? 2 : 0, _folder.Rejected.Length);
    }

    [Fact]
    public async Task A_folder_that_is_away_is_told_once_and_found_again()
    {
        string away = _folder.Options.Folder + "-away";
        Directory.Move(_folder.Options.Folder, away);
        _folder.Start();
        await _folder.LookAsync(3);
        await _folder.UntilToldAsync(WireEventKinds.SourceFault);
        Assert.Contains(_folder.Options.Folder, Assert.Single(await _folder.EventsAsync(WireEventKinds.SourceFault)).Detail, StringComparison.Ordinal);

        Directory.Move(away, _folder.Options.Folder);
        _folder.Put("ft2.txt", LoggerFolder.Report());
        await _folder.LookAsync(3);
        await _folder.UntilToldAsync(WireEventKinds.SourceBack);
        Assert.Equal(["ft2.txt"], _folder.Done);
    }

    [Fact] // G1, G2
    public async Task An_import_that_was_cut_short_goes_on_where_it_was()
    {
        using BrokenOffBuffer broken = new(_folder.Journal.Buffer, after: 2);
        _folder.Put("ft2.txt", LoggerFolder.Report(days: 40));
        await using (LoggerFolder first = new(_folder.Journal) { Options = _folder.Options })
        {
            first.Start(broken);
            await first.Journal.Clock.WaitForTimersAsync(1, TestContext.Current.CancellationToken);
            first.Journal.Clock.Advance(first.Options.Look);
            await broken.BrokeOff.WaitAsync(TestContext.Current.CancellationToken);
            await first.StopAsync();
            Assert.InRange((await _folder.ReadingsAsync()).Count, 1, 1_999);
            Assert.Empty(_folder.Done);
            await _folder.Journal.ReopenAsync();
            _folder.Start();
            await _folder.LookAsync(3);

            IReadOnlyList<Reading> readings = await _folder.ReadingsAsync();
            Assert.Equal(2_000, readings.Count);
            Assert.Equal(2_000, readings.Distinct().Count());
            Assert.Equal(["ft2.txt"], _folder.Done);
        }
    }
}
