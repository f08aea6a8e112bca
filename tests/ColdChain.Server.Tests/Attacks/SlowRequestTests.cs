using System.Net;
using ColdChain.Server.Tests.Ingest;
using ColdChain.Server.Tests.Pages;
using ColdChain.Server.Tests.People.Walk;

namespace ColdChain.Server.Tests.Attacks;

/// <summary>Requests that come a letter at a time: each is ended with an answer, and meanwhile others are served.</summary>
public sealed class SlowRequestTests : IAsyncLifetime
{
    private ServerUnderTest _server = null!;

    public async ValueTask InitializeAsync() => _server = await ServerUnderTest.StartAsync(change: options =>
    {
        options.RequestWithin = TimeSpan.FromSeconds(1);
        options.SlowFor = TimeSpan.FromSeconds(2);
    });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")]
    [InlineData("POST /log-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n")]
    [InlineData("GET /")]
    public async Task Headers_that_never_end_are_ended(string begin) => await EndedAsync(begin, "HTTP/1.1 408");

    [Fact]
    public async Task A_batch_that_drips_is_ended_and_says_why() => await EndedAsync(
        Post("/api/v1/agents/gaochuan-gateway/batches", $"Authorization: Bearer {ServerUnderTest.GaochuanKey}\r\nContent-Type: application/json") + "{\"journal\":\"",
        "HTTP/1.1 408",
        "application/problem+json");

    [Fact]
    public async Task A_form_of_the_log_in_that_drips_is_ended_and_says_why() => await EndedAsync(
        Post("/log-in", "Content-Type: application/x-www-form-urlencoded\r\nAccept: text/html") + "Form.UserName=",
        "HTTP/1.1 408",
        "发送太慢");

    [Theory]
    [InlineData("/movements/import", "text/html", "发送太慢")]
    [InlineData("/movements/import", "*/*", "application/problem+json")]
    [InlineData("/logger-files/gaochuan/fridge-1", "text/html", "发送太慢")]
    [InlineData("/equipment-papers/gaochuan/fridge-1", "text/html", "发送太慢")]
    public async Task A_file_that_drips_is_ended_and_says_why(string page, string accept, string said)
    {
        Walker nurse = await WalkedCounty.EnterAsync(_server, new Walker("nurse", "staff", "/"));
        await EndedAsync(
            Post(page, $"Cookie: {nurse.Cookies}\r\nContent-Type: multipart/form-data; boundary=b\r\nAccept: {accept}")
                + "--b\r\nContent-Disposition: form-data; name=\"List\"; filename=\"a.csv\"\r\n\r\n",
            "HTTP/1.1 408",
            said);
    }

    [Fact]
    public async Task Movements_that_drip_are_ended_and_say_why()
    {
        Walker nurse = await WalkedCounty.EnterAsync(_server, new Walker("nurse", "staff", "/"));
        await EndedAsync(
            Post("/api/v1/facilities/gaochuan/movements", $"Cookie: {nurse.Cookies}\r\nContent-Type: application/json") + "{\"movements\":[{\"product\":\"",
            "HTTP/1.1 408",
            "application/problem+json");
    }

    private static string Post(string path, string headers) =>
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n{headers}\r\n\r\n";

    private async Task EndedAsync(string begin, params string[] said)
    {
        using HttpClient others = _server.Anonymous();
        Assert.Equal(HttpStatusCode.OK, await others.StatusAsync("/log-in"));
        using RawRequest slow = new(_server.Address);
        Task<string> ended = slow.DripAsync(begin);
        int served = 0;
        for (; !ended.IsCompleted; served++)
        {
            Assert.Equal(HttpStatusCode.OK, await others.StatusAsync("/log-in"));
        }

        Assert.True(served > 0, "the slow one was gone before others were served");
        await new AgentUnderTest(others).DeliverAsync(AgentUnderTest.Batch(AgentUnderTest.Top, new Core.Wire.WireReading(1, AgentUnderTest.Start, 4_000, 0)));
        string answer = await ended;
        Assert.All(said, part => Assert.Contains(part, answer, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, await others.StatusAsync("/log-in"));
    }
}
