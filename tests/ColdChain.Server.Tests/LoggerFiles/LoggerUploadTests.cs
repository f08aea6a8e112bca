using System.Net;
using System.Security.Cryptography;
using System.Text;
using ColdChain.Core.LoggerFiles;
using ColdChain.Core.Readings;
using ColdChain.Core.Wire;
using ColdChain.Server.Audit;
using ColdChain.Server.LoggerFiles;
using ColdChain.Server.Monitoring;
using ColdChain.Server.Tests.Pages;
using ColdChain.Testing;
using ColdChain.Testing.LoggerFiles;
using Microsoft.EntityFrameworkCore;
using static ColdChain.Server.Tests.LoggerFiles.LoggerUploads;

namespace ColdChain.Server.Tests.LoggerFiles;

public sealed class LoggerUploadTests : IAsyncLifetime
{
    private ServerUnderTest _server = null!;
    private HttpClient _nurse = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await LoggerUploads.StartAsync();
        _nurse = await _server.LogInAsync("nurse");
    }

    public async ValueTask DisposeAsync()
    {
        _nurse.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_file_is_shown_with_all_that_it_would_bring_and_nothing_is_stored()
    {
        byte[] file = Signed(Plan());

        string words = Html.Words(await _nurse.LookAsync(file));
        string english = Html.Words(await _nurse.InEnglish().LookAsync(file));

        Assert.Contains("Q-tag Fridge-tag 2 L", words, StringComparison.Ordinal);
        Assert.Contains($"序列号 {Serial} 传感器 {Top} 期间 2026-04-29 00:00 – 2026-04-30 23:30 读数 96 每日最低和最高 4 其中已保存过 0", words, StringComparison.Ordinal);
        Assert.Contains("签名 已按文件中的证书验证；颁发方密钥为推断所得", words, StringComparison.Ordinal);
        Assert.Contains("Signature verified against the file's certificate; issuer key inferred", english, StringComparison.Ordinal);
        Assert.Empty(await _server.ReadingsAsync());
        Assert.Equal(0, await _server.RecordsAsync(records => records.Set<LoggerFileEntry>().CountAsync(Token)));
    }

    [Fact] // G1, G2
    public async Task What_was_confirmed_is_stored_once_on_record_and_the_file_is_kept()
    {
        byte[] file = Signed(Plan());

        Assert.Contains("已保存 100 条新读数", await _nurse.UploadAsync(file), StringComparison.Ordinal);
        Assert.Contains("已保存 0 条新读数。 另有 100 条以前已保存", await _nurse.UploadAsync(file, "again.txt"), StringComparison.Ordinal);

        Assert.Equal(96, (await _server.ReadingsAsync()).Count(one => one.Flags == (ReadingFlags.DeviceTime | ReadingFlags.Logger) && !one.IsConflict));
        Assert.Equal(4, (await _server.DaysAsync()).Count);
        LoggerFileEntry entry = await _server.RecordsAsync(records => records.Set<LoggerFileEntry>().SingleAsync(Token));
        Assert.Equal(
            ("ft2.txt", Convert.ToHexStringLower(SHA256.HashData(file)), 96, 4, 100, "李护士", LoggerSignatureStanding.Valid),
            (entry.FileName, entry.Sha256, entry.Readings, entry.DailyExtremes, entry.NewReadings, entry.UploadedBy, entry.Signature));
        Assert.True(await _server.RecordsAsync(records => records.AuditEntries.AnyAsync(
            row => row.Subject == "logger_file_entry" && row.Actor == "nurse", Token)));
        using HttpClient auditor = await _server.LogInAsync("auditor");
        Assert.Equal(file, await auditor.GetByteArrayAsync(new Uri($"/api/v1/logger-files/{entry.Id}", UriKind.Relative), Token));
        Assert.Contains(entry.Sha256, Html.Words(await auditor.ReadAsync("/units/gaochuan/fridge-1")), StringComparison.Ordinal);
    }

    [Fact] // G4
    public async Task A_warm_night_in_a_file_is_found_as_if_it_had_come_on_time()
    {
        await _nurse.UploadAsync(Signed(Plan(warm: at => at is { Day: 30, Hour: >= 1 and < 5 })));

        await Eventually.HoldsAsync(() => Excursions().GetAwaiter().GetResult().Count == 1, "the excursion is found", Token);
        ExcursionEntry found = Assert.Single(await Excursions());
        Assert.Equal(
            (new DateTimeOffset(2026, 4, 30, 1, 0, 0, TimeSpan.FromHours(8)), new DateTimeOffset(2026, 4, 30, 5, 0, 0, TimeSpan.FromHours(8)), 12_000),
            (found.StartedAt.ToDateTimeOffset(), found.EndedAt!.Value.ToDateTimeOffset(), found.Peak.MilliCelsius));
    }

    [Fact] // G3
    public async Task A_value_that_differs_from_one_on_record_is_told_before_and_kept_beside_it()
    {
        await _nurse.UploadAsync(ReportWriter.Bare(Plan()));
        byte[] other = ReportWriter.Bare(Plan(warm: at => at is { Day: 30, Hour: 1 }));

        string preview = await _nurse.LookAsync(other);
        Assert.Contains("其中已保存过 98 与已有数值不同 2", Html.Words(preview), StringComparison.Ordinal);
        Assert.Contains("2 条与已有数值不同，两者都保留", await _nurse.ConfirmAsync(preview), StringComparison.Ordinal);
        Assert.Equal(2, (await _server.ReadingsAsync()).Count(one => one.IsConflict));
    }

    [Fact]
    public async Task What_two_exports_say_of_the_logger_itself_is_told_once()
    {
        PlannedReport plan = Plan() with { BatteryLowAt = new DateTime(2026, 4, 30, 6, 0, 0) };
        await _nurse.UploadAsync(Signed(plan));
        await _nurse.UploadAsync(Signed(plan with { MadeAt = plan.MadeAt.AddHours(3) }));

        Assert.Single(await _server.EventsAsync(), told => told.Kind == WireEventKinds.LoggerHealth);
        Assert.Equal(2, await _server.RecordsAsync(records => records.Set<LoggerFileEntry>().CountAsync(Token)));
    }

    [Fact]
    public async Task An_unknown_serial_is_named_and_the_sensor_may_be_chosen_instead()
    {
        byte[] file = Signed(Plan(serial: "169900000009"));

        string refused = await _nurse.LookAsync(file);
        Assert.Contains("没有登记序列号为 169900000009 的传感器", Html.Words(refused), StringComparison.Ordinal);
        Assert.Empty(TicketOf(refused));
        string chosen = await _nurse.LookAsync(file, settings: (Top.ToString(), "Asia/Shanghai"));
        Assert.Contains($"登记的序列号是 {Serial}，与文件中的 169900000009 不同", Html.Words(chosen), StringComparison.Ordinal);
        Assert.Contains("已保存 100 条", await _nurse.ConfirmAsync(chosen), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("baishi/fridge-1/top", "所选传感器不在这台设备中")]
    [InlineData("gaochuan/fridge-2/top", "所选传感器不在这台设备中")]
    [InlineData("no id", "没有这个传感器")]
    public async Task A_sensor_that_is_not_in_the_unit_cannot_be_chosen(string sensor, string words) =>
        Assert.Contains(words, Html.Words(await _nurse.LookAsync(Signed(Plan()), settings: (sensor, "Asia/Shanghai"))), StringComparison.Ordinal);

    [Fact]
    public async Task An_unknown_zone_is_refused_in_words() =>
        Assert.Contains("没有这个时区", Html.Words(await _nurse.LookAsync(Signed(Plan()), settings: (string.Empty, "China"))), StringComparison.Ordinal);

    [Fact]
    public async Task A_file_that_was_changed_is_refused_and_one_without_a_signature_is_marked()
    {
        byte[] changed = Encoding.Latin1.GetBytes(
            Encoding.Latin1.GetString(Signed(Plan())).Replace("Max T: +6.2", "Max T: +5.2", StringComparison.Ordinal));

        Assert.Contains("签名不符", Html.Words(await _nurse.LookAsync(changed)), StringComparison.Ordinal);
        Assert.Contains("文件没有签名，而这种记录仪的文件应有签名", Html.Words(await _nurse.LookAsync(ReportWriter.Bare(Plan()))), StringComparison.Ordinal);
        Assert.Empty(await _server.ReadingsAsync());
    }

    [Fact] // G10
    public async Task What_no_clock_can_have_shown_is_left_out_and_counted()
    {
        PlannedReport plan = Plan();
        byte[] file = ReportWriter.Bare(plan with
        {
            Log = [new PlannedRow(new DateTime(2019, 12, 30, 8, 0, 0), 40, false), .. plan.Log, new PlannedRow(new DateTime(2026, 5, 9, 8, 0, 0), 40, false)],
        });

        string preview = await _nurse.LookAsync(file);
        Assert.Contains("2 条读数不保存：时间早于 2020 年", Html.Words(preview), StringComparison.Ordinal);
        Assert.Contains("已保存 100 条", await _nurse.ConfirmAsync(preview), StringComparison.Ordinal);
    }

    [Theory] // G10
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4_000)]
    [InlineData(LoggerFileRequest.MostBytes)]
    [InlineData(LoggerFileRequest.MostBytes + 1)]
    public async Task What_is_no_file_of_a_logger_is_refused_in_words(int length)
    {
        byte[] noise = new byte[length];
        new Random(length).NextBytes(noise);

        string words = Html.Words(await _nurse.LookAsync(noise, "photo.png"));

        Assert.Contains("没有保存", words, StringComparison.Ordinal);
        Assert.Contains(length is 0 or > LoggerFileRequest.MostBytes ? "不超过 8 MB" : "这不是可识别的记录仪文件", words, StringComparison.Ordinal);
    }

    [Fact] // G10
    public async Task What_a_file_and_its_name_say_is_shown_as_text()
    {
        const string Hostile = "<script>alert(1)</script>";
        byte[] file = ReportWriter.Bare(Plan() with { Model = $"Q-tag Fridge-tag 2 L {Hostile}" });

        string preview = await _nurse.LookAsync(file, $"../../{Hostile}.txt");
        await _nurse.ConfirmAsync(preview);
        string list = await _nurse.ReadAsync(Page);

        Assert.DoesNotContain(Hostile, preview, StringComparison.Ordinal);
        Assert.DoesNotContain(Hostile, list, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", list, StringComparison.Ordinal);
        Assert.All(
            Directory.GetFiles(Path.Combine(_server.Directory, "logger-files"), "*", SearchOption.AllDirectories),
            path => Assert.Matches("^[0-9a-f]{64}$", Path.GetFileName(path)));
    }

    [Fact] // G9
    public async Task Nobody_confirms_what_they_were_not_shown()
    {
        string preview = await _nurse.LookAsync(Signed(Plan()));
        string ticket = TicketOf(preview);
        using HttpClient other = await _server.LogInAsync("baishi-nurse");
        const string Theirs = "/logger-files/baishi/fridge-1";
        string form = await other.LookAsync(Signed(Plan()), settings: ("baishi/fridge-1/top", "Asia/Shanghai"), page: Theirs);

        Assert.Contains("预览已过期", await other.ConfirmAsync(form, ticket, Theirs), StringComparison.Ordinal);
        Assert.Contains("预览已过期", await _nurse.ConfirmAsync(preview, ticket[..^4] + "AAAA"), StringComparison.Ordinal);
        _server.Clock.Advance(TimeSpan.FromHours(25));
        using HttpClient later = await _server.LogInAsync("nurse");
        Assert.Contains("预览已过期", await later.ConfirmAsync(await later.LookAsync(Signed(Plan())), ticket), StringComparison.Ordinal);
        Assert.Empty(await _server.ReadingsAsync());
    }

    [Fact] // G9
    public async Task Only_staff_upload_and_only_who_may_see_the_unit_sees_its_files()
    {
        await _nurse.UploadAsync(Signed(Plan()));
        using HttpClient inspector = await _server.LogInAsync("inspector");
        using HttpClient other = await _server.LogInAsync("baishi-nurse");

        Assert.Equal(HttpStatusCode.Forbidden, await inspector.StatusAsync(Page));
        Assert.Equal(HttpStatusCode.NotFound, await other.StatusAsync(Page));
        Assert.Equal(HttpStatusCode.OK, await inspector.StatusAsync("/api/v1/logger-files/1"));
        Assert.Equal(HttpStatusCode.NotFound, await other.StatusAsync("/api/v1/logger-files/1"));
        Assert.Equal(HttpStatusCode.NotFound, await inspector.StatusAsync("/api/v1/logger-files/2"));
    }

    [Fact]
    public async Task Files_that_nobody_confirmed_are_gone_after_a_day()
    {
        await _nurse.LookAsync(Signed(Plan()));
        string waiting = Path.Combine(_server.Directory, "logger-files", "waiting");
        File.SetLastWriteTimeUtc(Assert.Single(Directory.GetFiles(waiting)), _server.Clock.GetUtcNow().UtcDateTime.AddDays(-2));

        await _nurse.LookAsync(Signed(Plan(days: 3)));

        Assert.Single(Directory.GetFiles(waiting));
    }

    private Task<List<ExcursionEntry>> Excursions() => _server.RecordsAsync(records => records.Set<ExcursionEntry>().AsNoTracking()
        .Where(entry => entry.RetractedAt == null).ToListAsync(Token));
}
