using ColdChain.Core.Integrity;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Server.History.Embedded;
using ColdChain.Server.Integrity;
using ColdChain.Server.Tests.Ingest;
using ColdChain.Server.Tests.Pages;
using Microsoft.Extensions.DependencyInjection;
using static ColdChain.Server.Tests.Ingest.AgentUnderTest;

namespace ColdChain.Server.Tests.Integrity;

/// <summary>The daily root leaves the house: with answers to agents and on paper.</summary>
public sealed class RootTellingTests : IAsyncLifetime
{
    private const string Month = "/months/2026-05/gaochuan/fridge-1";

    private ServerUnderTest _server = null!;
    private HttpClient _client = null!;
    private long _sequence;

    public async ValueTask InitializeAsync()
    {
        _server = await ServerUnderTest.StartAsync();
        _client = _server.Anonymous();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact] // G8
    public async Task Every_agent_is_told_the_newest_root_with_three_answers()
    {
        AgentUnderTest gaochuan = new(_client);
        AgentUnderTest baishi = new(_client, "baishi-gateway", ServerUnderTest.BaishiKey);
        Assert.Null((await SendAsync(gaochuan)).Root);

        RootLine root = await MakeRootAsync();

        for (int answer = 0; answer < 5; answer++)
        {
            string? expected = answer < RootTelling.Times ? root.ToString() : null;
            Assert.Equal(expected, (await SendAsync(gaochuan)).Root);
            Assert.Equal(expected, (await SendAsync(baishi)).Root);
        }
    }

    [Fact] // G8
    public async Task The_printed_month_has_the_newest_root_as_it_is_typed_for_verify()
    {
        using HttpClient inspector = await _server.LogInAsync("inspector");
        Assert.DoesNotContain("每日根", await inspector.ReadAsync(Month), StringComparison.Ordinal);
        await SendAsync(new AgentUnderTest(_client));

        RootLine root = await MakeRootAsync();

        string words = Html.Words(await inspector.ReadAsync(Month));
        Assert.Contains($"数据完整性：每日根 1 2026-05-01 {root.Hash}", words, StringComparison.Ordinal);
        Assert.True(RootLine.TryParse($"1 2026-05-01 {root.Hash}", out _));
    }

    private Task<BatchReply> SendAsync(AgentUnderTest agent)
    {
        _sequence++;
        return agent.DeliverAsync(Batch(Top, new WireReading(_sequence, Start + (_sequence * 1_000), 4_370, 0)));
    }

    /// <summary>What the sealing loop does in the night after the first day.</summary>
    private async Task<RootLine> MakeRootAsync()
    {
        Instant night = ServerUnderTest.Start + TimeSpan.FromHours(19);
        CancellationToken token = TestContext.Current.CancellationToken;
        await _server.App.Services.GetRequiredService<HistorySealer>().SealDueAsync(night, token);
        RootLine? root = await _server.App.Services.GetRequiredService<RootMaker>().MakeDueAsync(night, token);
        _server.Clock.Advance(TimeSpan.FromMinutes(2));
        return root!;
    }
}
