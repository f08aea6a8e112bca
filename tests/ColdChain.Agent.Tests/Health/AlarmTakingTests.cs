using System.Net;
using System.Text.RegularExpressions;
using ColdChain.Agent.Health;
using ColdChain.Agent.Health.Page;
using ColdChain.Agent.Tests.Intake;
using ColdChain.Agent.Tests.LocalAlarm;
using ColdChain.Agent.Tests.Mqtt;
using ColdChain.Core.Identity;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Health;

/// <summary>The page over a real local alarm: a fridge is too warm, somebody reads the page and takes it.</summary>
public sealed partial class AlarmTakingTests : IAsyncLifetime
{
    private readonly int _port = FreePort.Next();
    private readonly CancellationTokenSource _stopping = new();
    private readonly HttpClient _browser = new(new HttpClientHandler { AllowAutoRedirect = false });
    private EdgeUnderTest _edge = null!;
    private Task _running = Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        _edge = await EdgeUnderTest.StartAsync();
        await _edge.ReadForAsync(minutes: 11, "9.1");
        await _edge.SoundsAsync(1);
        ScriptedBuffer buffer = new();
        AgentHealth health = new([], Some.Morning);
        StatusViews views = new(
            AgentId.Parse("gw", null), health, buffer, new HealthReporter(health, buffer, "/nowhere"), TimeProvider.System)
        { Desk = _edge.Desk };
        _running = new StatusServer(
            new StatusPageOptions { Port = _port }, views, TimeProvider.System, new CollectingLog<StatusServer>()).RunAsync(_stopping.Token);
        _browser.BaseAddress = new Uri($"http://127.0.0.1:{_port}");
    }

    [Fact]
    public async Task A_person_takes_the_alarm_by_name_and_the_page_says_so()
    {
        Assert.Equal(HttpStatusCode.RedirectMethod, await TakeAsync("王芳"));
        Assert.Equal("王芳", Assert.Single(_edge.Desk.List()).AcknowledgedBy);
        Assert.Contains("已由此人处理： 王芳", await GetAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_not_of_this_page_silences_nothing()
    {
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(("id", _edge.Desk.List()[0].Id), ("name", "x"), ("token", "guessed")));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(("id", _edge.Desk.List()[0].Id), ("name", "x")));
        Assert.Null(Assert.Single(_edge.Desk.List()).AcknowledgedBy);
    }

    [Fact]
    public async Task A_name_is_asked_for_and_a_flood_is_refused()
    {
        Assert.Equal(HttpStatusCode.BadRequest, await TakeAsync("  "));
        Assert.Equal(HttpStatusCode.BadRequest, await TakeAsync("\u0001\u0002"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await TakeAsync(new string('x', 5_000)));
        Assert.Null(Assert.Single(_edge.Desk.List()).AcknowledgedBy);
    }

    [Fact]
    public async Task The_second_who_takes_it_is_told()
    {
        string token = await TokenAsync();
        await TakeAsync("王芳");
        Assert.Equal(HttpStatusCode.RedirectMethod, await PostAsync(("id", _edge.Desk.List()[0].Id), ("name", "Liu Wei"), ("token", token)));
        Assert.Equal("王芳", Assert.Single(_edge.Desk.List()).AcknowledgedBy);
        Assert.Contains("已有人处理", await GetAsync(TakeAddress), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
        _browser.Dispose();
        await _edge.DisposeAsync();
    }

    private string TakeAddress => $"/take?id={Uri.EscapeDataString(_edge.Desk.List()[0].Id)}";

    private async Task<HttpStatusCode> TakeAsync(string name) =>
        await PostAsync(("id", _edge.Desk.List()[0].Id), ("name", name), ("token", await TokenAsync()));

    private async Task<string> TokenAsync() => Token().Match(await GetAsync(TakeAddress)).Groups[1].Value;

    private Task<string> GetAsync(string path) => _browser.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    private async Task<HttpStatusCode> PostAsync(params (string Key, string Value)[] fields)
    {
        using FormUrlEncodedContent form = new(fields.ToDictionary(field => field.Key, field => field.Value));
        using HttpResponseMessage answer = await _browser.PostAsync(new Uri("/take", UriKind.Relative), form, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    [GeneratedRegex("name=\"token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
