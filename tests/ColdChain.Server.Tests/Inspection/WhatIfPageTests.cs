using System.Net;
using ColdChain.Server.Tests.Pages;

namespace ColdChain.Server.Tests.Inspection;

/// <summary>EX-36 over stored history: an inspector asks what another profile would have found.</summary>
public sealed class WhatIfPageTests
{
    private const string Page = "/what-if/gaochuan/fridge-1";

    [Fact]
    public async Task Five_minutes_too_warm_are_no_alarm_under_one_profile_and_one_under_another()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await FiveWarmMinutesAsync(server);
        using HttpClient inspector = (await server.LogInAsync("inspector")).InEnglish();

        string words = Html.Words(await inspector.ReadAsync(Page + "?profile=CN-GSP/fridge"));

        Assert.Contains("0 appear, 0 go, 0 change Alarms 1 appear, 0 go", words, StringComparison.Ordinal);
        Assert.Contains("stays, another alarm", words, StringComparison.Ordinal);
        Assert.Contains("no alarm", words, StringComparison.Ordinal);
        Assert.Contains("alarm 2026-05-01 07:00", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_in_Chinese()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await FiveWarmMinutesAsync(server);
        using HttpClient inspector = await server.LogInAsync("inspector");

        string words = Html.Words(await inspector.ReadAsync(Page + "?profile=CN-GSP/fridge"));

        Assert.Contains("新增 0，消失 0，变化 0 报警 新增 1，消失 0", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_both_agree_it_says_so_and_days_outside_are_not_looked_at()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await FiveWarmMinutesAsync(server);
        using HttpClient inspector = (await server.LogInAsync("inspector")).InEnglish();

        Assert.Contains("Nothing would be different.", await inspector.ReadAsync(Page + "?profile=WHO/fridge"), StringComparison.Ordinal);
        Assert.Contains(
            "Nothing would be different.",
            await inspector.ReadAsync(Page + "?profile=CN-GSP/fridge&from=2026-04-20&to=2026-04-29"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_changes_no_record()
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        await FiveWarmMinutesAsync(server);
        using HttpClient inspector = await server.LogInAsync("inspector");
        string before = Html.Words(await inspector.ReadAsync("/excursions"));

        await inspector.ReadAsync(Page + "?profile=CN-GSP/fridge");

        Assert.Equal(before, Html.Words(await inspector.ReadAsync("/excursions")));
    }

    [Theory]
    [InlineData("inspector", HttpStatusCode.OK)]
    [InlineData("admin", HttpStatusCode.OK)]
    [InlineData("nurse", HttpStatusCode.Forbidden)]
    [InlineData("auditor", HttpStatusCode.Forbidden)]
    public async Task Inspectors_and_administrators_may_ask(string person, HttpStatusCode expected)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient client = await server.LogInAsync(person);

        Assert.Equal(expected, await client.StatusAsync(Page));
    }

    [Theory]
    [InlineData("/what-if/nowhere/fridge-1", HttpStatusCode.NotFound)]
    [InlineData("/what-if/", HttpStatusCode.NotFound)]
    [InlineData("/what-if/gaochuan/fridge-1?profile=nonsense&from=then&to=9999-99-99", HttpStatusCode.OK)]
    [InlineData("/what-if/gaochuan/fridge-1?from=2020-01-01&to=2199-12-31", HttpStatusCode.OK)]
    public async Task What_makes_no_sense_gets_a_default_or_nothing(string page, HttpStatusCode expected)
    {
        await using ServerUnderTest server = await ServerUnderTest.StartAsync();
        using HttpClient inspector = await server.LogInAsync("inspector");

        Assert.Equal(expected, await inspector.StatusAsync(page));
    }

    private static async Task FiveWarmMinutesAsync(ServerUnderTest server)
    {
        await server.HoldAsync("gaochuan/fridge-1", 5_000, fromMinutesAgo: 120, untilMinutesAgo: 61);
        await server.HoldAsync("gaochuan/fridge-1", 9_400, fromMinutesAgo: 60, untilMinutesAgo: 56);
        await server.HoldAsync("gaochuan/fridge-1", 5_000, fromMinutesAgo: 55);
    }
}
