using System.Net;
using System.Text;
using ColdChain.Core.Identity;
using ColdChain.Server.Api;
using ColdChain.Server.Audit;
using ColdChain.Server.Facilities;
using ColdChain.Server.Pages.Audit;
using ColdChain.Server.Persistence;
using ColdChain.Server.Tests.Equipment;
using ColdChain.Server.Tests.Pages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ColdChain.Server.Tests.Audit;

/// <summary>The trail as inspectors read it: their own facilities, in words, filtered, and taken out as a file.</summary>
public sealed class AuditPageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_is_shown_old_beside_new_in_words_with_who_and_why()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await RenameAsync(server, "gaochuan", "Gaochuan Town Hospital");
        using HttpClient inspector = await server.LogInAsync("inspector");

        string words = Html.Words(await inspector.ReadAsync("/audit"));

        Assert.Contains("钱管理 admin", words, StringComparison.Ordinal);
        Assert.Contains("更改 机构 gaochuan", words, StringComparison.Ordinal);
        Assert.Contains("原因： renamed by the county", words, StringComparison.Ordinal);
        Assert.Contains("英文名称 Gaochuan Health Centre Gaochuan Town Hospital", words, StringComparison.Ordinal);
    }

    [Fact] // A column that is added later needs its word.
    public async Task Every_column_that_the_trail_may_have_has_a_word_in_Chinese()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();

        string[] names = await server.AskAsync(records => Task.FromResult<string[]>(
        [
            .. records.Model.GetEntityTypes().Where(type => type.ClrType != typeof(AuditEntry) && !type.ClrType.IsAssignableTo(typeof(INotAudited)))
                .SelectMany(type => type.GetProperties()).Select(property => property.Name).Distinct().Order(),
        ]));

        Assert.DoesNotContain(names, name => !AuditColumns.Chinese.ContainsKey(name));
        Assert.True(names.Length > 100);
    }

    [Theory]
    [InlineData("nurse", HttpStatusCode.Forbidden)]
    [InlineData("inspector", HttpStatusCode.OK)]
    [InlineData("auditor", HttpStatusCode.OK)]
    [InlineData("admin", HttpStatusCode.OK)]
    public async Task Those_whose_work_it_shows_do_not_read_it(string person, HttpStatusCode expected)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient client = await server.LogInAsync(person);

        Assert.Equal(expected, await client.StatusAsync("/audit"));
        Assert.Equal(expected, await client.StatusAsync("/api/v1/audit"));
    }

    [Fact] // G9
    public async Task An_inspector_of_a_township_sees_its_rows_and_neither_its_neighbour_s_nor_the_server_s()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await RenameAsync(server, "gaochuan", "Their own");
        await RenameAsync(server, "baishi", "The neighbours");
        await MoveAsync(server, "inspector", "gaochuan");
        using HttpClient inspector = await server.LogInAsync("inspector");
        foreach (string path in (string[])["/audit", "/audit?facility=baishi", "/audit?facility=qinghe-cdc", "/api/v1/audit", "/api/v1/audit?facility=baishi"])
        {
            string page = await inspector.ReadAsync(path);
            Assert.DoesNotContain("The neighbours", page, StringComparison.Ordinal);
            Assert.DoesNotContain("AllowedHosts", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Server:DataDirectory", page, StringComparison.Ordinal);
        }

        Assert.Contains("Their own", await inspector.ReadAsync("/audit?facility=gaochuan"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?action=log-in", "登录", "新建 传感器")]
    [InlineData("?subject=sensor", "新建 传感器", "新建 测点")]
    [InlineData("?person=inspec", "张督导 inspector", "新建 传感器")]
    [InlineData("?facility=baishi", "白石镇卫生院", "gaochuan/fridge-1")]
    [InlineData("?from=2026-05-01&to=2026-05-01", "新建 传感器", "没有符合条件的记录")]
    [InlineData("?from=2026-05-02", "没有符合条件的记录", "新建 传感器")]
    [InlineData("?to=2026-04-30", "没有符合条件的记录", "新建 传感器")]
    [InlineData("?before=1", "没有符合条件的记录", "新建 传感器")]
    [InlineData("?from=yesterday&action=%27&facility=..%2F..&before=-1&person=%25", "没有符合条件的记录", "新建 传感器")]
    public async Task A_filter_shows_what_it_says(string query, string has, string hasNot)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient inspector = await server.LogInAsync("inspector");

        string words = Html.Words(await RowsOfAsync(inspector, query));

        Assert.Contains(has, words, StringComparison.Ordinal);
        Assert.DoesNotContain(hasNot, words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_a_hole_or_a_row_twice()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await ActsAsync(server, 120);
        using HttpClient inspector = await server.LogInAsync("inspector");
        List<string> seen = [];
        string? next = "/audit";
        while (next is not null)
        {
            string html = await inspector.ReadAsync(next);
            seen.AddRange(System.Text.RegularExpressions.Regex.Matches(html, "<td class=\"num\">(\\d+)</td>").Select(match => match.Groups[1].Value));
            System.Text.RegularExpressions.Match older = System.Text.RegularExpressions.Regex.Match(html, "href=\"(/audit\\?[^\"]*before=\\d+)\"");
            next = older.Success ? WebUtility.HtmlDecode(older.Groups[1].Value) : null;
        }

        Assert.Equal(await CountAsync(server), seen.Distinct().Count());
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public async Task The_file_has_every_row_that_is_asked_for_and_taking_it_out_is_a_row()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await ActsAsync(server, 120);
        using HttpClient auditor = await server.LogInAsync("auditor");

        string csv = await auditor.ReadAsync("/api/v1/audit?action=test");

        Assert.Equal(121, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        AuditEntry row = await scope.ServiceProvider.GetRequiredService<RecordsDbContext>().AuditEntries.OrderBy(entry => entry.Id).LastAsync(Token);
        Assert.Equal(("export", "audit_entry", "auditor", "?action=test"), (row.Action, row.Subject, row.Actor, AuditValues.Read(row.NewValues)["Question"]));
    }

    [Fact]
    public async Task A_month_that_is_taken_out_is_on_the_trail_of_its_facility()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient auditor = await server.LogInAsync("auditor");

        await auditor.ReadAsync("/api/v1/months/2026-05/gaochuan/fridge-1");

        Assert.Contains("导出 月度记录表 2026-05 gaochuan/fridge-1", Html.Words(await auditor.ReadAsync("/audit?facility=gaochuan")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_typed_is_neither_script_on_the_page_nor_formula_in_the_file()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await RenameAsync(server, "gaochuan", "<script>alert(1)</script>", "=HYPERLINK(\"http://evil.example\")");
        using HttpClient auditor = await server.LogInAsync("auditor");

        Assert.DoesNotContain("<script>alert", await auditor.ReadAsync("/audit"), StringComparison.Ordinal);
        string csv = await auditor.ReadAsync("/api/v1/audit?subject=facility");

        Assert.Contains("\"'=HYPERLINK(", csv, StringComparison.Ordinal);
        Assert.DoesNotContain(",=", csv, StringComparison.Ordinal);
        Assert.DoesNotContain(",\"=", csv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("\n=1", "'\n=1")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("1=1", "1=1")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void What_begins_like_a_formula_is_kept_as_text(string? typed, string cell) => Assert.Equal(cell, CsvText.Typed(typed));

    [Fact]
    public void A_cell_with_a_comma_a_quote_or_a_line_break_stays_one_cell()
    {
        StringBuilder csv = new();
        CsvText.AppendLine(csv, ["a,b", "say \"x\"", "two\nlines", "plain"]);
        Assert.Equal("\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",plain\r\n", csv.ToString());
    }

    private static async Task<string> RowsOfAsync(HttpClient client, string query)
    {
        string html = await client.ReadAsync("/audit" + query);
        return html[html.IndexOf("<section", StringComparison.Ordinal)..];
    }

    private static async Task RenameAsync(ServerUnderTest server, string facility, string english, string reason = "renamed by the county")
    {
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        CurrentActor actor = scope.ServiceProvider.GetRequiredService<CurrentActor>();
        (actor.Name, actor.Reason) = ("admin", reason);
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        FacilityId id = FacilityId.Parse(facility, null);
        Facility found = await records.Facilities.SingleAsync(one => one.Id == id, Token);
        found.NameEn = english;
        await records.SaveChangesAsync(Token);
    }

    private static async Task MoveAsync(ServerUnderTest server, string userName, string facility)
    {
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        RecordsDbContext records = scope.ServiceProvider.GetRequiredService<RecordsDbContext>();
        (await records.Users.SingleAsync(person => person.UserName == userName, Token)).FacilityId = FacilityId.Parse(facility, null);
        await records.SaveChangesAsync(Token);
    }

    private static async Task ActsAsync(ServerUnderTest server, int count)
    {
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        AuditTrail trail = scope.ServiceProvider.GetRequiredService<AuditTrail>();
        for (int act = 0; act < count; act++)
        {
            await trail.AppendAsync("test", "server", $"{act}", Token);
        }
    }

    private static async Task<int> CountAsync(ServerUnderTest server)
    {
        await using AsyncServiceScope scope = server.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RecordsDbContext>().AuditEntries.CountAsync(Token);
    }
}
