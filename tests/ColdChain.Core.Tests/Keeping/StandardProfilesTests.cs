using ColdChain.Core.Keeping;
using ColdChain.Testing;

namespace ColdChain.Core.Tests.Keeping;

/// <summary>The figures of the standard profiles, written down a second time from the rules' sources.</summary>
public sealed class StandardProfilesTests
{
    [Theory] // EX-05, EX-06, EX-19, EX-22
    [InlineData("CN-IMM/fridge", "2000..8000", "2500..7500", 30)]
    [InlineData("CN-GSP/fridge", "2000..8000", "2500..7500", 30)]
    [InlineData("WHO/fridge", "2000..8000", "2500..7500", 30)]
    [InlineData("US-CDC/fridge", "2000..8000", "2500..7500", 30)]
    [InlineData("CN-IMM/cold-box", "2000..8000", "2500..7500", 5)]
    [InlineData("CN-GSP/cold-box", "2000..8000", "2500..7500", 5)]
    [InlineData("WHO/cold-box", "2000..8000", "2500..7500", 5)]
    [InlineData("US-CDC/cold-box", "2000..8000", "2500..7500", 5)]
    [InlineData("CN-IMM/freezer", "..-20000", "..-21000", 30)]
    [InlineData("CN-GSP/freezer", "..-20000", "..-21000", 30)]
    [InlineData("WHO/freezer", "-25000..-15000", "-24000..-16000", 30)]
    [InlineData("US-CDC/freezer", "-50000..-15000", "-49000..-16000", 30)]
    [InlineData("CN-IMM/ultra-cold", "-90000..-60000", "-89000..-61000", 30)]
    [InlineData("CN-GSP/ultra-cold", "-90000..-60000", "-89000..-61000", 30)]
    [InlineData("WHO/ultra-cold", "-90000..-60000", "-89000..-61000", 30)]
    [InlineData("US-CDC/ultra-cold", "-90000..-60000", "-89000..-61000", 30)]
    public void Each_profile_has_its_limits_both_in_range_its_band_and_its_interval(
        string id, string limits, string band, int minutes)
    {
        StorageProfile profile = StandardProfiles.Find(id)!;

        Assert.Equal(limits, $"{profile.Low?.Value.MilliCelsius}..{profile.High?.Value.MilliCelsius}");
        Assert.All([profile.Low, profile.High], limit => Assert.True(limit?.Inclusive ?? true));
        Assert.Equal(band, $"{profile.PreWarning!.Low?.MilliCelsius}..{profile.PreWarning.High?.MilliCelsius}");
        Assert.Equal(TimeSpan.FromMinutes(minutes), profile.LongestInterval);
    }

    [Theory] // EX-03, EX-15, EX-16, EX-18
    [InlineData("CN-IMM/fridge", "10, 30, 60/24h, 10, 30, 60/24h, 0 freeze")]
    [InlineData("CN-IMM/freezer", "10, 30, 60/24h")]
    [InlineData("CN-GSP/fridge", "0, 0, 0 freeze")]
    [InlineData("US-CDC/freezer", "0, 0")]
    [InlineData("WHO/fridge", "600, 600/48h, 60, 0 freeze")]
    [InlineData("WHO/freezer", "600, 600/48h, 60")]
    public void Each_regime_waits_and_adds_up_as_the_rules_say(string id, string minutes) => Assert.Equal(
        minutes,
        string.Join(", ", StandardProfiles.Find(id)!.AlarmRules.Select(rule =>
            $"{rule.Hold.TotalMinutes}{(rule.Window > TimeSpan.Zero ? $"/{rule.Window.TotalHours}h" : string.Empty)}"
            + (rule.IsForFreezeSensitiveStock ? " freeze" : string.Empty))));

    [Fact] // EX-12
    public void Every_profile_is_here_with_a_version_and_every_rule_with_its_source()
    {
        Assert.Equal(16, StandardProfiles.All.Select(profile => profile.Id).Distinct().Count());
        Assert.All(StandardProfiles.All, profile => Assert.Equal(2, profile.Version));
        Assert.All(StandardProfiles.All.SelectMany(profile => profile.AlarmRules), rule => Assert.NotEmpty(rule.Source));
    }

    [Fact]
    public void The_installer_s_page_names_every_profile()
    {
        string page = File.ReadAllText(Repository.Path("docs", "operations", "server.md"));

        Assert.All(StandardProfiles.All, profile => Assert.Contains($"`{profile.Id}`", page, StringComparison.Ordinal));
    }
}
