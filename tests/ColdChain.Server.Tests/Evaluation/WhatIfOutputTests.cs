using System.Text.Json;

namespace ColdChain.Server.Tests.Evaluation;

/// <summary>EX-36 and the word about defrosts, as evaluate prints them.</summary>
public sealed class WhatIfOutputTests
{
    private static readonly string FiveWarmMinutes = Evaluate.EveryMinute(["5", .. Enumerable.Repeat("9", 5), .. Enumerable.Repeat("5", 15)]);

    [Fact]
    public async Task The_other_profile_says_which_alarms_appear()
    {
        JsonElement whatIf = (await Evaluate.FridgeAsync(FiveWarmMinutes, "--against", "CN-GSP"))["whatIf"];

        Assert.StartsWith("CN-GSP/fridge v", whatIf.GetProperty("profile").GetString(), StringComparison.Ordinal);
        Assert.Equal((1, 0), (whatIf.GetProperty("alarmsThatAppear").GetInt32(), whatIf.GetProperty("alarmsThatGo").GetInt32()));
        JsonElement span = Assert.Single(whatIf.GetProperty("excursions").EnumerateArray());
        Assert.Equal(("stays", "2026-05-01T08:01:00Z"), (span.GetProperty("verdict").GetString(), span.GetProperty("firstAlarmAfter").GetString()));
    }

    [Fact]
    public async Task Without_another_profile_nothing_is_said_of_one() =>
        Assert.False((await Evaluate.FridgeAsync(FiveWarmMinutes)).Json.TryGetProperty("whatIf", out _));

    [Fact]
    public async Task The_report_for_a_person_says_it_too()
    {
        Evaluate told = await Evaluate.TextAsync(FiveWarmMinutes, "--profile", "CN-IMM", "--storage", "fridge", "--against", "cn-gsp");

        Assert.Contains("1 alarms appear, 0 go", told.Output, StringComparison.Ordinal);
        Assert.Contains("none -> cn-gsp.high.at-once at 2026-05-01 08:01:00Z", told.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_freezer_that_defrosts_is_said_to_look_like_it_and_is_counted_all_the_same()
    {
        IEnumerable<string> up = Enumerable.Range(1, 30).Select(minute => $"{-19 + (minute * 0.8):0.0}");
        string[] defrost = [.. Enumerable.Repeat("-19", 120), .. up, .. up.Reverse(), .. Enumerable.Repeat("-19", 120)];
        string csv = Evaluate.EveryMinute([.. defrost, .. defrost]);
        Evaluate text = await Evaluate.TextAsync(csv, "--profile", "US-CDC", "--storage", "freezer");
        Evaluate json = await Evaluate.TextAsync(csv, "--profile", "US-CDC", "--storage", "freezer", "--json");

        Assert.Contains("2 excursions (2 look like a defrost), 2 alarms", text.Output, StringComparison.Ordinal);
        Assert.True(json["excursions"][0].GetProperty("looksLikeDefrost").GetBoolean());
        Assert.True(json["compliance"].GetProperty("outMinutes").GetDecimal() > 80m);
    }
}
