using System.Net;

using ColdChain.Server.Monitoring;
using ColdChain.Server.Tests.Monitoring;

using static ColdChain.Server.Tests.Monitoring.MonitoringUnderTest;

namespace ColdChain.Server.Tests.Pages.Excursions;

public sealed class ExcursionPagesTests : IAsyncLifetime
{
    private MonitoringUnderTest _it = null!;
    private ExcursionEntry _entry = null!;

    public async ValueTask InitializeAsync()
    {
        _it = await MonitoringUnderTest.StartAsync();
        await _it.ArriveAsync([.. EveryMinute(-100, -85, "9.04"), .. EveryMinute(-85, -60, "5.0")]);
        await _it.ArriveAsync(Reading(-101, "8.04"));
        _entry = Assert.Single(await _it.EntriesAsync());
    }

    public ValueTask DisposeAsync() => _it.DisposeAsync();

    [Fact]
    public async Task The_list_shows_what_and_when_and_how_far_in_both_languages()
    {
        string chinese = await GetAsync("nurse", "/excursions");
        string english = await GetAsync("nurse", "/excursions?show=alarm", english: true);

        Assert.Contains("超温，已恢复", chinese, StringComparison.Ordinal);
        Assert.Contains("2026-05-01 06:19", chinese, StringComparison.Ordinal);
        Assert.Contains("too warm, over", english, StringComparison.Ordinal);
        Assert.Contains($"/excursions/{_entry.Id}", english, StringComparison.Ordinal);
        Assert.DoesNotContain("2026-05-01 06:19", await GetAsync("nurse", "/excursions?show=open"), StringComparison.Ordinal);
    }

    [Fact] // EX-11, EX-12
    public async Task The_page_says_by_which_rule_what_late_readings_changed_and_that_nobody_was_woken()
    {
        string page = await GetAsync("inspector", $"/excursions/{_entry.Id}", english: true);

        Assert.Contains("CN-IMM/fridge v2", page, StringComparison.Ordinal);
        Assert.Contains("above 8.0℃ for 10 minutes (rule cn-imm.high.10min)", page, StringComparison.Ordinal);
        Assert.Contains("9.0 °C", page, StringComparison.Ordinal);
        Assert.Contains("nobody was woken", page, StringComparison.Ordinal);
        Assert.Contains("Amendments by readings that came late", page, StringComparison.Ordinal);
        Assert.Contains("<svg", page, StringComparison.Ordinal);
    }

    [Fact] // EX-21, EX-32, EX-33
    public async Task The_page_says_for_how_long_it_was_how_warm_and_keeps_the_estimates_apart()
    {
        string words = await WordsAsync("nurse", $"/excursions/{_entry.Id}");

        Assert.Contains("温度范围 累计时长 8.0 < t ≤ 15.0 °C 16 分钟 最长连续超出 16 分钟", words, StringComparison.Ordinal);
        Assert.Contains("期间平均动力学温度（参考） 9.0 °C", words, StringComparison.Ordinal);
        Assert.Contains("VVM2 < 0.1 %", words, StringComparison.Ordinal);
        Assert.Contains("VVM11 曲线依据较弱 < 0.1 %", words, StringComparison.Ordinal);
        Assert.Contains("不能据此放行", words, StringComparison.Ordinal);
        Assert.DoesNotContain("冷冻暴露", words, StringComparison.Ordinal);
    }

    [Fact] // EX-09, EX-33
    public async Task Time_in_which_nobody_measured_is_in_no_band_and_what_is_assumed_for_it_is_told()
    {
        await _it.ArriveAsync([.. EveryMinute(-300, -290, "9.0"), .. EveryMinute(-220, -210, "9.0"), .. EveryMinute(-210, -190, "5.0")]);
        ExcursionEntry gap = (await _it.EntriesAsync())[0];

        string words = await WordsAsync("nurse", $"/excursions/{gap.Id}");

        Assert.Contains("8.0 < t ≤ 15.0 °C 49 分钟 无数据（不计入任何范围） 41 分钟", words, StringComparison.Ordinal);
        Assert.Contains("VVM30 其中推定 1 小时 11 分 < 0.1 %", words, StringComparison.Ordinal); // from the last reading before to the next
    }

    [Fact] // EX-32, EX-34
    public async Task Frost_is_shown_first_and_leaves_the_mean_blank()
    {
        await _it.ArriveAsync([.. EveryMinute(-60, -50, "1.0"), .. EveryMinute(-50, -30, "-0.2"), .. EveryMinute(-30, -25, "-0.5"), .. EveryMinute(-25, 0, "5.0")]);
        ExcursionEntry frost = (await _it.EntriesAsync())[^1];

        string words = await WordsAsync("nurse", $"/excursions/{frost.Id}", english: true);

        Assert.Contains(
            "Freeze exposure At or below 0.0 °C for 25 min, longest stretch 25 min; at or below -0.5 °C for 5 min, longest stretch 5 min.",
            words,
            StringComparison.Ordinal);
        Assert.Contains("left blank: it was at or below 0.0 °C", words, StringComparison.Ordinal);
        Assert.Contains("0.0 < t < 2.0 °C 10 min", words, StringComparison.Ordinal);
    }

    [Fact] // G9
    public async Task Another_townships_excursion_cannot_be_told_from_one_that_does_not_exist()
    {
        using HttpClient other = await _it.Server.LogInAsync("baishi-nurse");
        foreach (string path in (string[])[$"/excursions/{_entry.Id}", "/excursions/999999", $"/api/v1/readings/gaochuan/fridge-1?from=0&to=1"])
        {
            Assert.Equal(HttpStatusCode.NotFound, await other.StatusAsync(path));
        }

        Assert.DoesNotContain("2026-05-01 06:19", await other.ReadAsync("/excursions"), StringComparison.Ordinal);
    }

    private async Task<string> GetAsync(string userName, string path, bool english = false) =>
        WebUtility.HtmlDecode(await HtmlAsync(userName, path, english));

    private async Task<string> WordsAsync(string userName, string path, bool english = false) =>
        Html.Words(await HtmlAsync(userName, path, english));

    private async Task<string> HtmlAsync(string userName, string path, bool english)
    {
        using HttpClient client = await _it.Server.LogInAsync(userName);
        return await (english ? client.InEnglish() : client).ReadAsync(path);
    }
}
