using System.Net;
using System.Net.Sockets;
using ColdChain.Agent.Buffer;
using ColdChain.Agent.Health;
using ColdChain.Agent.Health.Page;
using ColdChain.Agent.Tests.Intake;
using ColdChain.Agent.Tests.Mqtt;
using ColdChain.Core.Identity;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Health;

public sealed class StatusServerTests : IAsyncDisposable
{
    private readonly int _port = FreePort.Next();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CollectingLog<StatusServer> _log = new();
    private readonly AgentHealth _health = new(["bus-1"], Some.Morning);
    private readonly ScriptedBuffer _buffer = new();
    private readonly HttpClient _browser;
    private readonly Task _running;

    public StatusServerTests()
    {
        StatusViews views = new(
            AgentId.Parse("gw", null), _health, _buffer, new HealthReporter(_health, _buffer, "/nowhere"), TimeProvider.System);
        _running = new StatusServer(new StatusPageOptions { Port = _port }, views, TimeProvider.System, _log).RunAsync(_stopping.Token);
        _browser = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_port}") };
    }

    [Theory]
    [InlineData("/", 200, "text/html")]
    [InlineData("/?lang=en", 200, "text/html")]
    [InlineData("/style.css", 200, "text/css")]
    [InlineData("/healthz", 200, "application/json")]
    [InlineData("/metrics", 200, "text/plain")]
    [InlineData("/../../etc/passwd", 404, "text/plain")]
    public async Task Each_address_has_its_answer(string path, int code, string type)
    {
        using HttpResponseMessage answer = await _browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal((code, type), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact] // Somebody takes the alarm on this page: it must be there when the disk is not.
    public async Task It_is_shown_while_the_disk_fails()
    {
        _buffer.CountFault = new JournalFaultException(JournalFault.DiskFull, "Counting", "journal.db", cause: null);
        using HttpResponseMessage answer = await _browser.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_fault_of_ours_in_one_answer_does_not_end_the_page()
    {
        _buffer.CountFault = new OverflowException("as arithmetic says it");
        await Record.ExceptionAsync(() => _browser.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken));
        _buffer.CountFault = null;
        using HttpResponseMessage answer = await _browser.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(_log.Lines, line => line.Contains("as arithmetic says it", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en-GB,en;q=0.9", "lang=\"en\"")]
    [InlineData("zh-CN", "lang=\"zh\"")]
    [InlineData("fr", "lang=\"zh\"")]
    public async Task The_browser_s_language_is_followed(string accepts, string says)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Accept-Language", accepts);
        using HttpResponseMessage answer = await _browser.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Contains("<html " + says, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_another_host_cannot_read_it()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/metrics");
        request.Headers.Host = "evil.example";
        using HttpResponseMessage answer = await _browser.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Nothing_can_be_posted()
    {
        using HttpResponseMessage answer = await _browser.PostAsync(new Uri("/", UriKind.Relative), null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Fact]
    public async Task It_listens_on_this_machine_only()
    {
        await _browser.GetStringAsync(new Uri("/healthz", UriKind.Relative), TestContext.Current.CancellationToken);
        using Socket other = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await Assert.ThrowsAsync<SocketException>(async () =>
            await other.ConnectAsync(IPAddress.Parse("127.0.0.2"), _port, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Garbage_costs_its_own_connection_and_nothing_else()
    {
        using (TcpClient rude = new("127.0.0.1", _port))
        {
            await rude.GetStream().WriteAsync("\0\0\0 GET / HTTP/9\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        }

        Assert.Contains("ok", await _browser.GetStringAsync(new Uri("/healthz", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_with_what_to_do()
    {
        await _browser.GetStringAsync(new Uri("/healthz", UriKind.Relative), TestContext.Current.CancellationToken);
        StatusViews views = new(
            AgentId.Parse("gw", null), _health, _buffer, new HealthReporter(_health, _buffer, "/nowhere"), TimeProvider.System);
        Task second = new StatusServer(new StatusPageOptions { Port = _port }, views, TimeProvider.System, _log).RunAsync(_stopping.Token);
        await Eventually.HoldsAsync(() => _log.Has("Choose another statusPage.port"), "it is told", TestContext.Current.CancellationToken);
        await _stopping.CancelAsync();
        await second;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
        _browser.Dispose();
    }
}
