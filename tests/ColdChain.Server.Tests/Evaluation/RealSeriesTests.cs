using System.Text.Json;

namespace ColdChain.Server.Tests.Evaluation;

/// <summary>What docs/validation/real-series.md says of each real series is what the verb finds.</summary>
public sealed class RealSeriesTests
{
    private static readonly string[] KindsOfMinutes = ["minutesInRange", "minutesAbove", "minutesBelow", "minutesUnobserved"];

    private static Task<Evaluate> RunAsync(string name, string profile, string storage, params string[] more) => Evaluate.RunAsync(
        ["--profile", profile, "--storage", storage, "--csv", RealSeriesFile.Path(name), "--json", .. more]);

    private static Task<Evaluate> DomesticFreezerAsync(string profile) => RunAsync("freezer_celsi_1min.csv", profile, "freezer");

    private static JsonElement[] List(Evaluate told, string name) => [.. told[name].EnumerateArray()];

    private static decimal Minutes(Evaluate told, string name) => told["compliance"].GetProperty(name).GetDecimal();

    [Fact]
    public async Task The_domestic_freezer_under_WHO_has_eight_defrosts_and_three_openings_of_its_door()
    {
        Evaluate told = await DomesticFreezerAsync("WHO");
        JsonElement[] excursions = List(told, "excursions");

        Assert.Equal((20_186, "ISOdateTime"), (told["readings"].GetInt32(), told["timeColumn"].GetString()));
        Assert.Equal(11, excursions.Length);
        Assert.Equal(
            [52m, 55m, 62m, 59m, 57m, 60m, 60m, 57m],
            excursions.Where(one => one.GetProperty("looksLikeDefrost").GetBoolean()).Select(one => one.GetProperty("minutes").GetDecimal()));
        Assert.Equal(
            ["2022-07-12T05:01:00Z", "2022-07-18T01:09:00Z", "2022-07-18T02:57:00Z"],
            excursions.Where(one => !one.GetProperty("looksLikeDefrost").GetBoolean()).Select(one => one.GetProperty("start").GetString()));
        Assert.Empty(List(told, "alarms"));
    }

    [Fact]
    public async Task Its_figures_add_up_and_its_door_is_a_jump()
    {
        Evaluate told = await DomesticFreezerAsync("WHO");

        Assert.Equal((19_708m, 477m, 0m), (Minutes(told, "inRangeMinutes"), Minutes(told, "outMinutes"), Minutes(told, "unobservedMinutes")));
        Assert.Equal(97.63m, Minutes(told, "compliancePercent"));
        Assert.Empty(List(told, "gaps"));
        JsonElement jump = Assert.Single(List(told, "faults"));
        Assert.Equal(("implausibleJump", "2022-07-12T05:01:00Z"), (jump.GetProperty("kind").GetString(), jump.GetProperty("at").GetString()));
    }

    [Theory]
    [InlineData("US-CDC", 11, 477)]
    [InlineData("CN-IMM", 526, 13_141)]
    public async Task Under_other_profiles_it_has_other_excursions(string profile, int excursions, int minutesOut)
    {
        Evaluate told = await DomesticFreezerAsync(profile);

        Assert.Equal(excursions, List(told, "excursions").Length);
        Assert.Equal(minutesOut, Minutes(told, "outMinutes"));
    }

    [Theory]
    [InlineData("DateTime", "M/d/yyyy, h:mm:ss tt", "Etc/GMT-4")]
    [InlineData("LinuxTime", "unix", "UTC")]
    public async Task The_same_instants_are_read_of_its_other_columns_of_time(string column, string format, string zone)
    {
        Evaluate told = await RunAsync(
            "freezer_celsi_1min.csv", "WHO", "freezer", "--time-column", column, "--time-format", format, "--time-zone", zone);

        Assert.Equal("2022-07-07T12:00:00Z", told["firstReadingAt"].GetString());
        Assert.Equal("2022-07-21T12:25:00Z", told["lastReadingAt"].GetString());
        Assert.Equal(11, List(told, "excursions").Length);
    }

    [Fact]
    public async Task The_fridge_that_was_set_too_cold_has_four_excursions_and_three_gaps()
    {
        Evaluate told = await RunAsync("ruuvi_fridge.csv", "CN-IMM", "fridge");

        Assert.Equal(
            ["2020-05-05T07:21:56Z", "2020-05-05T11:20:29Z", "2020-05-05T13:30:16Z", "2020-05-05T17:02:06Z"],
            List(told, "excursions").Select(one => one.GetProperty("start").GetString()));
        Assert.All(List(told, "excursions"), one => Assert.Equal("low", one.GetProperty("side").GetString()));
        Assert.Equal(4, List(told, "alarms").Length);
        Assert.Equal(
            ["2020-05-05T10:19:17Z", "2020-05-05T14:10:32Z", "2020-05-05T18:12:31Z"],
            List(told, "gaps").Select(one => one.GetProperty("lastReadingAt").GetString()));
        Assert.Equal((70.11m, 90.07m), (Minutes(told, "compliancePercent"), Minutes(told, "completenessPercent")));
    }

    [Theory]
    [InlineData("cooling_1", "fridge")]
    [InlineData("freezer_1", "freezer")]
    public async Task The_cold_store_has_both_changes_of_its_clock_and_no_gap(string column, string storage)
    {
        Evaluate told = await RunAsync(
            "saveris_coldstore_15min_clean.csv", "WHO", storage, "--value-column", column, "--time-zone", "America/Tijuana");

        Assert.Equal(31_648, told["readings"].GetInt32());
        Assert.Empty(List(told, "gaps"));
        Assert.Contains("line 12999: the clocks of America/Tijuana were put back", told.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("localTimeDoesNotExist", told.Output, StringComparison.Ordinal);
        Assert.Equal((1_500m, 1_380m), (Whole(told, "2021-11-07"), Whole(told, "2022-03-13")));
    }

    [Fact]
    public async Task In_a_zone_of_Europe_the_same_file_does_not_fit()
    {
        Evaluate told = await RunAsync(
            "saveris_coldstore_15min_clean.csv", "WHO", "fridge", "--value-column", "cooling_1", "--time-zone", "Europe/Berlin");

        Assert.Contains("localTimeDoesNotExist", told.Output, StringComparison.Ordinal);
        JsonElement step = Assert.Single(List(told, "faults"), fault => fault.GetProperty("kind").GetString() == "clockStepped");
        Assert.Contains("line 12999: the times step back by 45 min", step.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_walk_in_freezer_with_a_broken_probe_is_shown_as_it_is()
    {
        Evaluate refused = await RunAsync("vsm_walkin_freezer_1min_sample.csv", "WHO", "freezer");
        Evaluate told = await RunAsync("vsm_walkin_freezer_1min_sample.csv", "WHO", "freezer", "--value-column", "sGekoeldeRuimte");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("'sGekoeldeRuimte'", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(2, List(told, "excursions").Length);
        Assert.Equal(2, List(told, "gaps").Length);
    }

    private static decimal Whole(Evaluate told, string date)
    {
        JsonElement day = List(told, "days").Single(one => one.GetProperty("date").GetString() == date);
        return KindsOfMinutes.Sum(name => day.GetProperty(name).GetDecimal());
    }
}
