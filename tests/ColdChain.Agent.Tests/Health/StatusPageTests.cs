using ColdChain.Agent.Health;
using ColdChain.Agent.Health.Page;

namespace ColdChain.Agent.Tests.Health;

public sealed class StatusPageTests
{
    [Theory]
    [InlineData("zh", "一切正常", "最近应答", "?lang=en")]
    [InlineData("en", "All is well", "last answer", "?lang=zh")]
    public void A_page_that_is_well_says_so_in_its_language(string language, string verdict, string answered, string other)
    {
        string page = StatusPage.Render(Views.Well, StatusWords.For(language));
        Assert.Contains(verdict, page, StringComparison.Ordinal);
        Assert.Contains(answered, page, StringComparison.Ordinal);
        Assert.Contains(other, page, StringComparison.Ordinal);
        Assert.Contains("4.4 °C", page, StringComparison.Ordinal);
        Assert.Contains("battery 97 %", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_are_those_of_the_machine_s_zone()
    {
        // 2026-05-01T01:46:40Z and 4400 s later, in a zone eight hours ahead; of another day with its date.
        string page = StatusPage.Render(Views.Well, StatusWords.Chinese);
        Assert.Contains("2026-05-01 11:00:00", page, StringComparison.Ordinal);
        Assert.Contains(">09:46:40<", page, StringComparison.Ordinal);
        Assert.Contains(
            ">2026-05-01 09:46<",
            StatusPage.Render(Views.Well with { Now = Views.Now + TimeSpan.FromDays(1) }, StatusWords.Chinese),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public void Every_kind_of_problem_has_its_words(string language) => Assert.All(
        Enum.GetValues<StatusProblemKind>(), kind => Assert.NotEmpty(StatusWords.For(language).Problems[kind]));

    [Theory]
    [InlineData("zh", "1号冰箱 9.1 °C，超温", "我来处理")]
    [InlineData("en", "Fridge 1 is at 9.1 °C", "I have it")]
    public void An_alarm_that_nobody_has_stands_first_with_its_button(string language, string sentence, string button)
    {
        string page = StatusPage.Render(Views.Well with { Alarms = [Views.Alarm] }, StatusWords.For(language));
        Assert.Contains(sentence, System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains($"href=\"/take?id=a%2F1&amp;lang={language}\">{button}", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"well\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void An_alarm_that_somebody_has_shows_who_and_no_button()
    {
        string page = StatusPage.Render(Views.Well with { Alarms = [Views.Alarm with { AcknowledgedBy = "王<b>芳" }] }, StatusWords.Chinese);
        Assert.Contains("已由此人处理： 王&lt;b&gt;芳", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/take?", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_on_which_a_name_is_typed_does_not_refresh_itself()
    {
        string page = StatusPage.RenderTaking(Views.Well with { Alarms = [Views.Alarm] }, StatusWords.English, "a/1", "secret");
        Assert.DoesNotContain("refresh", page, StringComparison.Ordinal);
        Assert.Contains("value=\"secret\"", page, StringComparison.Ordinal);
        Assert.Contains(
            "is over, or somebody has it", StatusPage.RenderTaking(Views.Well, StatusWords.English, "a/1", "secret"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_device_says_cannot_become_markup()
    {
        const string Evil = "<script>alert(1)</script>\"'";
        StatusView view = Views.With(health => health with
        {
            Sources = [new SourceStanding(Evil, Evil, Views.Now)],
            Sensors = [new SensorStanding(Some.Sensor, null, Evil, Evil)],
            Power = [new PowerStanding(Evil, true, Views.Now)],
            Server = new ServerStanding(null, Evil, null),
        }) with
        { Agent = Evil };
        string page = StatusPage.Render(view, StatusWords.English);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_metrics_are_lines_that_prometheus_reads()
    {
        string text = AgentMetrics.Render(Views.Well, TimeSpan.FromSeconds(1.5), 60_000_000);
        Assert.Contains("\ncoldchain_agent_sensor_celsius{sensor=\"gaochuan/fridge-1/top\"} 4.37\n", text, StringComparison.Ordinal);
        Assert.Contains("\ncoldchain_agent_source_up{source=\"bus-1\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("\nprocess_cpu_seconds_total 1.5\n", text, StringComparison.Ordinal);
        Assert.All(
            text.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Matches(@"^(# (HELP|TYPE) \w+ .+|\w+(\{\w+=""[^""]*""\})? -?[0-9.]+)$", line));
    }
}
