using System.Globalization;
using System.Net;
using ColdChain.Core.Identity;
using ColdChain.Server.Facilities;
using ColdChain.Server.Tests.Equipment;
using ColdChain.Server.Tests.Pages;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Tests.Facilities;

public sealed class FacilityPagesTests : AdministratorTests
{
    [Fact]
    public async Task Everybody_sees_their_own_facility_and_those_below_and_no_others()
    {
        using HttpClient nurse = await Server.LogInAsync("nurse");

        string words = Html.Words(await nurse.ReadAsync("/facilities"));

        Assert.Contains("高川镇卫生院 乡镇卫生院", words, StringComparison.Ordinal);
        Assert.DoesNotContain("白石镇卫生院", words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await nurse.StatusAsync("/facilities/gaochuan"));
        Assert.Equal(HttpStatusCode.NotFound, await nurse.StatusAsync("/facilities/baishi"));
        Assert.Equal(HttpStatusCode.Forbidden, await nurse.StatusAsync("/facilities/gaochuan/change"));
        Assert.Contains("Facilities below Baishi Health Centre Gaochuan Health Centre", Html.Words(await Admin.InEnglish().ReadAsync("/facilities/qinghe-cdc")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_facility_that_is_added_below_another_is_there_with_its_audit_row()
    {
        string to = await AddAsync("gaochuan", "dawan", ("SocialCreditCode", "91350100m000100y43"), ("Level", "village"));

        Assert.Equal("/facilities/dawan", to);
        Facility added = await FindAsync("dawan");
        Assert.Equal(("/qinghe-cdc/gaochuan/dawan/", "91350100M000100Y43", FacilityLevel.Village), (added.Path, added.SocialCreditCode, added.Level));
        Assert.True(await Server.AskAsync(records => records.AuditEntries.AnyAsync(
            row => row.Subject == "facility" && row.SubjectKey == "dawan" && row.Actor == "admin" && row.Action == "create", Token)));
    }

    [Theory]
    [InlineData("Dawan", "SocialCreditCode", "91350100M000100Y43", "不是编码")]
    [InlineData("dawan", "SocialCreditCode", "91350100M000100Y44", "最后一位是校验码")]
    [InlineData("dawan", "TimeZone", "Asia/Nowhere", "不是时区")]
    [InlineData("baishi", "Address", "elsewhere", "已登记，但")]
    public async Task What_cannot_be_registered_is_said_and_nothing_is_written(string id, string column, string value, string said)
    {
        string answer = await AddAsync("gaochuan", id, (column, value));

        Assert.StartsWith("200", answer, StringComparison.Ordinal);
        Assert.Contains(said, answer, StringComparison.Ordinal);
        Assert.Equal(3, await Server.AskAsync(records => records.Facilities.CountAsync(Token)));
    }

    [Fact]
    public async Task A_facility_moves_with_all_that_is_below_it()
    {
        await AddAsync("gaochuan", "dawan");
        await AddAsync("dawan", "xiaowan");

        string to = await ChangeAsync("dawan", ("Parent", "baishi"));

        Assert.Equal("/facilities/dawan", to);
        Assert.Equal("/qinghe-cdc/baishi/dawan/", (await FindAsync("dawan")).Path);
        Assert.Equal("/qinghe-cdc/baishi/dawan/xiaowan/", (await FindAsync("xiaowan")).Path);
        using HttpClient nurse = await Server.LogInAsync("nurse");
        using HttpClient other = await Server.LogInAsync("baishi-nurse");
        Assert.Equal(HttpStatusCode.NotFound, await nurse.StatusAsync("/facilities/xiaowan"));
        Assert.Equal(HttpStatusCode.OK, await other.StatusAsync("/facilities/xiaowan"));
    }

    [Theory]
    [InlineData("gaochuan", "dawan", "就在它之下")]
    [InlineData("gaochuan", "gaochuan", "就在它之下")]
    [InlineData("gaochuan", "nowhere", "不在您的管辖范围内")]
    [InlineData("qinghe-cdc", "baishi", "要由上级管理员移动")]
    public async Task No_facility_comes_to_stand_below_itself_or_out_of_scope(string moved, string to, string said)
    {
        await AddAsync("gaochuan", "dawan");
        string former = (await FindAsync(moved)).Path;

        Assert.Contains(said, await ChangeAsync(moved, ("Parent", to)), StringComparison.Ordinal);

        Assert.Equal(former, (await FindAsync(moved)).Path);
    }

    [Fact]
    public async Task A_change_keeps_what_stood_there_before_in_the_audit_trail()
    {
        await ChangeAsync("gaochuan", ("NameEn", "Gaochuan Clinic"));

        string old = await Server.AskAsync(records => records.AuditEntries
            .Where(row => row.Subject == "facility" && row.SubjectKey == "gaochuan" && row.Action == "change")
            .Select(row => row.OldValues!).SingleAsync(Token));
        Assert.Contains("Gaochuan Health Centre", old, StringComparison.Ordinal);
        Assert.Equal("Gaochuan Clinic", (await FindAsync("gaochuan")).NameEn);
    }

    [Fact]
    public async Task What_was_typed_is_shown_as_text_and_never_run()
    {
        await ChangeAsync("gaochuan", ("NameZh", "<script>alert(1)</script>"), ("Address", "\"><img src=x onerror=alert(1)>"));

        foreach (string page in (string[])["/facilities", "/facilities/gaochuan", "/facilities/gaochuan/change", "/equipment", "/equipment/gaochuan/fridge-1", "/due"])
        {
            string html = await Admin.ReadAsync(page);
            Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
        }
    }

    private Task<string> AddAsync(string parent, string id, params (string Column, string Value)[] more)
    {
        Dictionary<string, string> fields = new()
        {
            ["Facility"] = id,
            ["NameZh"] = "大湾村卫生室",
            ["NameEn"] = "Dawan clinic",
            ["FacilityKind"] = "village clinic",
        };
        foreach ((string column, string value) in more)
        {
            fields[column] = value;
        }

        return Admin.SendAsync($"/facilities/{parent}/add", "facility", fields);
    }

    private async Task<string> ChangeAsync(string id, params (string Column, string Value)[] changes)
    {
        Facility known = await FindAsync(id);
        Dictionary<string, string> fields = new()
        {
            ["NameZh"] = known.NameZh,
            ["NameEn"] = known.NameEn,
            ["FacilityKind"] = known.Kind.ToString(),
            ["TimeZone"] = known.TimeZone,
        };
        foreach ((string column, string value) in changes)
        {
            fields[column] = value;
        }

        return await Admin.SendAsync($"/facilities/{id}/change", "facility", fields);
    }

    private Task<Facility> FindAsync(string id) => Server.AskAsync(records => records.Facilities.AsNoTracking()
        .SingleAsync(one => one.Id == FacilityId.Parse(id, CultureInfo.InvariantCulture), Token));
}
