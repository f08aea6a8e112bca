using ColdChain.Core.Wire;
using ColdChain.Server.Tests.Ingest;

namespace ColdChain.Server.Tests.Pages.Agents;

public sealed class AgentListPageTests : IAsyncLifetime
{
    private ServerUnderTest _server = null!;
    private HttpClient _door = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ServerUnderTest.StartAsync();
        _door = _server.Anonymous();
    }

    public async ValueTask DisposeAsync()
    {
        _door.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task An_agent_that_never_told_how_it_is_says_so() =>
        Assert.Contains("启用以来没有报告过", await PageAsync("nurse"), StringComparison.Ordinal);

    [Fact]
    public async Task What_an_agent_tells_is_shown_and_the_last_word_counts()
    {
        await TellAsync(Report with { Waiting = 9_999 });
        await TellAsync(Report with { Waiting = 12_345, Sources = [new SourceReport("bus-1", "there is no /dev/ttyUSB0", 0)] });
        string page = await PageAsync("nurse");
        Assert.Contains("12,345", page, StringComparison.Ordinal);
        Assert.DoesNotContain("9,999", page, StringComparison.Ordinal);
        Assert.Contains("采集通道故障 bus-1: there is no /dev/ttyUSB0", page, StringComparison.Ordinal);
        Assert.Contains("battery 7 %", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60_000, false)]
    [InlineData(60_001, true)]
    [InlineData(-86_400_000, true)]
    public async Task A_clock_beyond_a_minute_is_told(long offset, bool isTold)
    {
        await TellAsync(Report with { ClockOffset = offset });
        Assert.Equal(isTold, (await PageAsync("nurse")).Contains("请校准采集端时间", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_agent_that_is_not_heard_for_ten_minutes_is_told()
    {
        await TellAsync(Report);
        Assert.DoesNotContain("没有消息", await PageAsync("nurse"), StringComparison.Ordinal);
        _server.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Contains("没有消息", await PageAsync("nurse"), StringComparison.Ordinal);
    }

    [Fact] // G9
    public async Task Agents_of_another_facility_are_not_shown()
    {
        await TellAsync(Report);
        string baishi = await PageAsync("baishi-nurse");
        Assert.DoesNotContain("gaochuan-gateway", baishi, StringComparison.Ordinal);
        Assert.Contains("baishi-gateway", baishi, StringComparison.Ordinal);
        Assert.Contains("gaochuan-gateway", await PageAsync("inspector"), StringComparison.Ordinal);
    }

    [Fact] // G10
    public async Task A_report_without_bounds_is_refused_and_a_wrong_word_becomes_no_markup()
    {
        SourceReport[] many = [.. Enumerable.Range(0, 501).Select(number => new SourceReport($"s{number}", null, 0))];
        Assert.Equal(400, await PostAsync(Report with { Sources = many }));
        Assert.Equal(400, await PostAsync(Report with { Version = new string('9', 201) }));
        Assert.Equal(400, await PostAsync(Report with { Sensors = [null!] }));
        await TellAsync(Report with { Version = "<script>alert(1)</script>" });
        Assert.DoesNotContain("<script>alert", await PageAsync("nurse"), StringComparison.Ordinal);
    }

    private static AgentHealthReport Report => new()
    {
        Version = "1.2.3",
        StartedAt = AgentUnderTest.Start,
        Waiting = 0,
        BufferBytes = 4096,
        ClockOffset = 0,
        Sources = [new SourceReport("bus-1", null, AgentUnderTest.Start)],
        Sensors = [new SensorReport(AgentUnderTest.Top, AgentUnderTest.Start, null, "battery 7 %")],
    };

    private async Task TellAsync(AgentHealthReport report) => Assert.Equal(200, await PostAsync(report));

    private async Task<int> PostAsync(AgentHealthReport report)
    {
        using HttpResponseMessage answer = await new AgentUnderTest(_door).PostAsync(
            AgentUnderTest.Json(AgentUnderTest.Batch(AgentUnderTest.Top) with { Lane = ReadingBatch.LiveLane, Health = report }));
        return (int)answer.StatusCode;
    }

    private async Task<string> PageAsync(string userName)
    {
        using HttpClient browser = await _server.LogInAsync(userName);
        return await browser.GetStringAsync(new Uri("/agents", UriKind.Relative), TestContext.Current.CancellationToken);
    }
}
