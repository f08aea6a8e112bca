using ColdChain.Testing.LoggerFiles;
using EndToEnd.Tests.Stack;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Browser;

/// <summary>A nurse takes over the file of a logger, at a phone and at a desk, in both languages.</summary>
public sealed class LoggerUploadPageTests(ChromiumBrowser browser) : IClassFixture<ChromiumBrowser>
{
    private const string Page = "/logger-files/gaochuan/fridge-1";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_chosen_looked_at_and_confirmed_in_the_browser()
    {
        Assert.SkipWhen(ChromiumBrowser.Executable is null, ChromiumBrowser.MissingReason);
        await using CountyServer server = await CountyServer.StartAsync(Token);
        foreach (Screen screen in Screen.All)
        {
            await using Visit visit = await browser.VisitAsync(screen, server.BaseUrl);
            await visit.LogInAsync("li.na", "gaochuan-demo-1");
            await LookAsync(visit, new FilePayload { Name = "1号冰箱 FT2L.txt", MimeType = "text/plain", Buffer = Report(screen.IsPhone ? 2 : 3) });
            await Assertions.Expect(visit.Page.GetByText("预览（尚未保存）")).ToBeVisibleAsync();
            await Assertions.Expect(visit.Page.GetByText("文件没有签名").First).ToBeVisibleAsync();
            await PictureAsync(visit, "logger-preview-zh");

            await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "确认保存" }).ClickAsync();
            await Assertions.Expect(visit.Page.GetByText(screen.IsPhone ? "已保存 100 条新读数。" : "已保存 50 条新读数。")).ToBeVisibleAsync();
            await PictureAsync(visit, "logger-taken-zh");

            await LookAsync(visit, new FilePayload { Name = "holiday.png", MimeType = "image/png", Buffer = [0x89, 0x50, 0x4E, 0x47, 1, 2, 3] });
            await Assertions.Expect(visit.Page.GetByText("这不是可识别的记录仪文件")).ToBeVisibleAsync();
            await PictureAsync(visit, "logger-refused-zh");

            await visit.Page.GotoAsync("/units/gaochuan/fridge-1?range=7d");
            await Assertions.Expect(visit.Page.GetByText("记录仪自记的每日最低和最高")).ToBeVisibleAsync();
            await PictureAsync(visit, "logger-unit-zh");
            Assert.True(visit.Complaints.Count == 0, string.Join("\n", visit.Complaints));
        }
    }

    private static async Task LookAsync(Visit visit, FilePayload file)
    {
        await visit.Page.GotoAsync(Page);
        await visit.Page.Locator("input[type=file]").SetInputFilesAsync(file);
        await visit.Page.Locator("select[name=Chosen]").SelectOptionAsync("gaochuan/fridge-1/top");
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "预览" }).ClickAsync();
    }

    private static async Task PictureAsync(Visit visit, string name)
    {
        await visit.PictureAsync(name, whole: true);
        Assert.True(await visit.OverflowAsync() == 0, $"{name} is wider than a {visit.Screen.Name}");
    }

    /// <summary>So many whole days up to the day before yesterday, unsigned.</summary>
    private static byte[] Report(int days)
    {
        DateOnly last = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-2);
        DateTime first = last.AddDays(1 - days).ToDateTime(TimeOnly.MinValue);
        return ReportWriter.Bare(new PlannedReport
        {
            Model = "Q-tag Fridge-tag 2 L",
            Days = PlannedReport.QuietDays(last, days),
            LogMinutes = 30,
            Log = [.. Enumerable.Range(0, days * 48).Select(row => new PlannedRow(first.AddMinutes(30 * row), 40 + (row % 3), false))],
        });
    }
}
