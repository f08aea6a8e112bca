using System.Net;
using ColdChain.Core.Identity;
using ColdChain.Core.Temperatures;
using ColdChain.Server.Equipment.Dossier;
using ColdChain.Server.Tests.Pages;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Tests.Equipment;

/// <summary>Certificates, repairs and validations: entered, shown, attached, annotated, voided; never changed.</summary>
public sealed class DossierTests : IAsyncLifetime
{
    private const string SensorPapers = "/sensor-papers/gaochuan/fridge-1/top";

    private const string UnitPapers = "/equipment-papers/gaochuan/fridge-1";

    private static readonly FacilityId Gaochuan = FacilityId.Parse("gaochuan", null);

    private ServerUnderTest _server = null!;
    private HttpClient _nurse = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ServerUnderTest.StartAsync();
        _nurse = await _server.LogInAsync("nurse");
    }

    public async ValueTask DisposeAsync()
    {
        _nurse.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_certificate_stands_in_the_file_with_its_points_and_the_day_until_which_it_counts()
    {
        Assert.Equal("/sensors/gaochuan/fridge-1/top", await CertifyAsync());

        CalibrationCertificate entry = await _server.AskAsync(records => records.Set<CalibrationCertificate>().SingleAsync(Token));
        Assert.Equal((new DateOnly(2026, 4, 1), new DateOnly(2027, 4, 1), "李护士"), (entry.DoneOn, entry.DueOn!.Value, entry.EnteredBy));
        Assert.Equal(Temperature.FromMilliCelsius(5_000), entry.ToCalibration()!.Correct(Temperature.FromMilliCelsius(5_025)));
        string words = Html.Words(await _nurse.ReadAsync("/equipment/gaochuan/fridge-1"));
        Assert.Contains("JZ-2026-001 · 2.000 → 2.100 (+0.100); 8.000 → 7.950 (-0.050)", words, StringComparison.Ordinal);
        Assert.True(await _server.AskAsync(records => records.AuditEntries.AnyAsync(row => row.Subject == "dossier_entry" && row.Actor == "nurse", Token)));
    }

    [Theory]
    [InlineData("Form.On", "2026-05-02", "也不能在将来")]
    [InlineData("Form.On", "1 May", "也不能在将来")]
    [InlineData("Form.DueOn", "2026-03-01", "应晚于实施日期")]
    [InlineData("Form.Number", "", "没有填写")]
    [InlineData("Form.DoneBy", " ", "没有填写")]
    [InlineData("Form.Points", "2.0", "每行两个温度")]
    public async Task What_is_wrong_with_a_certificate_is_said_and_nothing_is_stored(string field, string value, string said)
    {
        Assert.Contains(said, await CertifyAsync(null, (field, value)), StringComparison.Ordinal);
        Assert.Equal(0, await _server.AskAsync(records => records.Set<DossierEntry>().CountAsync(Token)));
    }

    [Fact]
    public async Task An_attached_file_comes_back_byte_for_byte_to_be_saved_and_is_kept_under_its_hash()
    {
        await CertifyAsync(("../../../etc/passwd.png", EquipmentForms.Png));

        DossierEntry entry = await _server.AskAsync(records => records.Set<DossierEntry>().SingleAsync(Token));
        using HttpResponseMessage answer = await _nurse.GetAsync(new Uri($"/api/v1/papers/{entry.Id}/file", UriKind.Relative), Token);
        Assert.Equal(EquipmentForms.Png, await answer.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal(("image/png", "attachment"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.DispositionType));
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.DoesNotContain('/', entry.FileName!);
        Assert.Equal([entry.FileSha256!], Directory.GetFiles(Path.Combine(_server.Directory, "attachments")).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("certificate.pdf", "<html><script>alert(1)</script></html>")]
    [InlineData("certificate.png", "GIF89a")]
    [InlineData("certificate.jpg", "MZ")]
    public async Task What_a_file_is_follows_from_its_bytes_and_not_from_its_name(string name, string content)
    {
        Assert.Contains("只收 PDF、JPG、PNG", await CertifyAsync((name, System.Text.Encoding.ASCII.GetBytes(content))), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_server.Directory, "attachments")));
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused()
    {
        byte[] large = new byte[AttachmentBytes.Most + 1];
        EquipmentForms.Png.CopyTo(large, 0);
        Assert.Contains("最大 10 MB", await CertifyAsync(("large.png", large)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paper_and_its_file_are_for_those_in_scope_alone()
    {
        await CertifyAsync(("a.png", EquipmentForms.Png));
        long id = await _server.AskAsync(records => records.Set<DossierEntry>().Select(entry => entry.Id).SingleAsync(Token));
        using HttpClient other = await _server.LogInAsync("baishi-nurse");
        using HttpClient auditor = await _server.LogInAsync("auditor");

        foreach (string page in (string[])[$"/papers/{id}", $"/papers/{id}/note", $"/api/v1/papers/{id}/file"])
        {
            Assert.Equal(HttpStatusCode.NotFound, await other.StatusAsync(page));
        }

        Assert.Equal(HttpStatusCode.OK, await auditor.StatusAsync($"/papers/{id}"));
        Assert.Equal(HttpStatusCode.Forbidden, await auditor.StatusAsync($"/papers/{id}/note"));
        Assert.Equal(HttpStatusCode.NotFound, await auditor.StatusAsync("/papers/999"));
    }

    [Fact]
    public async Task A_repair_and_a_validation_stand_in_the_file_of_the_unit()
    {
        await _nurse.SendAsync(UnitPapers, "repair", new Dictionary<string, string>
        {
            ["Form.On"] = "2026-04-20",
            ["Form.DoneBy"] = "示范维修站",
            ["Form.Fault"] = "不制冷",
            ["Form.Remedy"] = "更换压缩机",
        });
        await ValidateAsync("2026-05-20");

        string words = Html.Words(await _nurse.ReadAsync("/equipment/gaochuan/fridge-1"));
        Assert.Contains("2026-04-20 不制冷 → 更换压缩机 示范维修站", words, StringComparison.Ordinal);
        Assert.Contains("定期验证（含温度分布）：合格 · YZ-1", words, StringComparison.Ordinal);
        Assert.Contains("periodic (with mapping): passed", Html.Words(await _nurse.InEnglish().ReadAsync("/equipment/gaochuan/fridge-1")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_voided_paper_stays_to_be_read_and_counts_no_more()
    {
        await CertifyAsync();
        long id = await _server.AskAsync(records => records.Set<DossierEntry>().Select(entry => entry.Id).SingleAsync(Token));

        Assert.Equal($"/papers/{id}", await NoteAsync(id, "编号抄错", isVoid: true));
        Assert.Contains("已经作废", await NoteAsync(id, "再次", isVoid: true), StringComparison.Ordinal);
        await NoteAsync(id, "另见 JZ-2026-002", isVoid: false);
        Assert.Equal(["void", "create"], await _server.AskAsync(records => records.AuditEntries
            .Where(row => row.Subject == "dossier_note" && row.FacilityId == Gaochuan).OrderBy(row => row.Id).Select(row => row.Action).ToListAsync(Token)));

        string words = Html.Words(await _nurse.ReadAsync($"/papers/{id}"));
        Assert.Contains("已作废： 编号抄错", words, StringComparison.Ordinal);
        Assert.Contains("注：另见 JZ-2026-002", words, StringComparison.Ordinal);
        Assert.Contains("JZ-2026-001", words, StringComparison.Ordinal);
        Assert.Contains("没有记录", Html.Words(await _nurse.ReadAsync("/due")), StringComparison.Ordinal);
        Assert.Contains("gaochuan/fridge-1/top — ? 没有记录", Html.Words(await _nurse.ReadAsync("/due")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_due_within_thirty_days_is_listed_nearest_first_and_marked_on_the_overview()
    {
        await CertifyAsync(null, ("Form.DueOn", "2026-05-08"));
        await ValidateAsync("2026-05-31");

        string due = Html.Words(await _nurse.ReadAsync("/due"));
        Assert.Contains("1号冰箱 高川镇卫生院 校准 gaochuan/fridge-1/top 2026-05-08 ! 7 天内到期", due, StringComparison.Ordinal);
        Assert.Contains("1号冰箱 高川镇卫生院 验证 2026-05-31 ! 30 天内到期", due, StringComparison.Ordinal);
        Assert.Contains("校准或验证7 天内到期", Html.Words(await _nurse.ReadAsync("/")), StringComparison.Ordinal);
        _server.Clock.Advance(TimeSpan.FromDays(8));
        using HttpClient later = await _server.LogInAsync("nurse");
        Assert.Contains("2026-05-08 ▲ 已过期", Html.Words(await later.ReadAsync("/due")), StringComparison.Ordinal);
        using HttpClient other = await _server.LogInAsync("baishi-nurse");
        Assert.DoesNotContain("gaochuan", Html.Words(await other.ReadAsync("/due")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_of_a_unit_says_what_is_due_and_the_trail_says_it_in_words_and_days_by_their_year_first()
    {
        await CertifyAsync(null, ("Form.DueOn", "2026-05-08"));
        await ValidateAsync("2026-04-30");
        using HttpClient auditor = await _server.LogInAsync("auditor");

        string file = Html.Words(await _nurse.ReadAsync("/equipment/gaochuan/fridge-1"));
        Assert.Contains("▲ 验证已过期", file, StringComparison.Ordinal);
        Assert.Contains("! 校准7 天内到期", file, StringComparison.Ordinal);
        string trail = Html.Words(await auditor.ReadAsync("/audit"));
        Assert.Contains("实施日期 2026-04-21 有效期至 2026-04-30", trail, StringComparison.Ordinal);
        Assert.Contains("验证类型 定期验证 结论 合格", trail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_certificates_the_later_one_counts()
    {
        await CertifyAsync(null, ("Form.On", "2024-01-01"), ("Form.DueOn", "2030-01-01"));
        await CertifyAsync(null, ("Form.DueOn", "2026-04-30"));

        Assert.Contains("2026-04-30 ▲ 已过期", Html.Words(await _nurse.ReadAsync("/due")), StringComparison.Ordinal);
    }

    [Fact]
    public void No_paper_and_no_note_can_be_written_over() => Assert.All(
        new[] { typeof(CalibrationCertificate), typeof(Repair), typeof(Validation), typeof(DossierNote) }.SelectMany(type => type.GetProperties()),
        property => Assert.True(
            property.SetMethod is null || property.SetMethod.ReturnParameter.GetRequiredCustomModifiers()
                .Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)),
            property.Name));

    private Task<string> CertifyAsync((string Name, byte[] Bytes)? file = null, params (string Field, string Value)[] more)
    {
        Dictionary<string, string> fields = new()
        {
            ["Form.On"] = "2026-04-01",
            ["Form.DoneBy"] = "清河市计量所",
            ["Form.Number"] = "JZ-2026-001",
            ["Form.Points"] = "2.0 2.1\n8.0 7.95",
        };
        foreach ((string field, string value) in more)
        {
            fields[field] = value;
        }

        return _nurse.SendAsync(SensorPapers, "calibration", fields, file is { } one ? ("Upload", one.Name, one.Bytes) : null);
    }

    private Task<string> ValidateAsync(string dueOn) => _nurse.SendAsync(UnitPapers, "validation", new Dictionary<string, string>
    {
        ["Form.On"] = "2026-04-21",
        ["Form.DueOn"] = dueOn,
        ["Form.DoneBy"] = "示范验证",
        ["Form.Occasion"] = "periodic",
        ["Form.Result"] = "passed",
        ["Form.IncludesMapping"] = "true",
        ["Form.Number"] = "YZ-1",
    });

    private Task<string> NoteAsync(long id, string text, bool isVoid)
    {
        Dictionary<string, string> fields = new() { ["Text"] = text };
        if (isVoid)
        {
            fields["Voids"] = "true";
        }

        return _nurse.SendAsync($"/papers/{id}/note", "note", fields);
    }
}
