using ColdChain.Testing;

namespace ColdChain.Server.Tests.Evaluation;

/// <summary>What a person sees of evaluate: help, mistakes, exit codes, the report in text.</summary>
public sealed class EvaluateVerbTests
{
    [Fact]
    public async Task Help_names_every_option()
    {
        Evaluate help = await Evaluate.RunAsync("--help");

        Assert.Equal(0, help.ExitCode);
        Assert.All(
            ["--profile", "--storage", "--freeze-sensitive", "--csv", "--time-column", "--value-column", "--time-format", "--time-zone", "--json", "--until"],
            option => Assert.Contains(option, help.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_mistake_of_the_line_is_listed_with_what_is_allowed()
    {
        Evaluate refused = await Evaluate.RunAsync("--profile", "EU", "--storage", "cupboard", "--time-zone", "Mars/Base", "--loud");

        Assert.Equal(2, refused.ExitCode);
        Assert.Empty(refused.Output);
        Assert.All(
            ["CN-IMM, CN-GSP, WHO, US-CDC", "cold-box, freezer, fridge, ultra-cold", "Mars/Base", "--loud", "needs --csv"],
            part => Assert.Contains(part, refused.Errors, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_a_mistake_beside_the_others()
    {
        Evaluate refused = await Evaluate.RunAsync("--profile", "WHO", "--storage", "cupboard", "--csv", "nowhere.csv");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("cupboard", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("nowhere.csv", refused.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CN-IMM", "fridge")]
    [InlineData("cn-gsp", "freezer")]
    [InlineData("WHO", "ultra-cold")]
    [InlineData("US-CDC", "cold-box")]
    public async Task Each_regime_has_each_kind_of_storage(string profile, string storage)
    {
        Evaluate told = await Evaluate.TextAsync(Evaluate.EveryMinute("5", "5"), "--profile", profile, "--storage", storage, "--json");

        Assert.Equal(0, told.ExitCode);
        Assert.StartsWith($"{profile.ToUpperInvariant()}/{storage} v", told["profile"].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_for_a_person_begins_with_what_it_comes_to()
    {
        Evaluate told = await Evaluate.TextAsync(
            Evaluate.EveryMinute(["5", .. Enumerable.Repeat("9", 12), "5", "x"]), "--profile", "CN-IMM", "--storage", "fridge");

        Assert.StartsWith("series.csv under CN-IMM/fridge v2: 2.0 to 8.0 °C", told.Output, StringComparison.Ordinal);
        Assert.Contains("1 excursions, 1 alarms, 0 warnings, 0 gaps", told.Output, StringComparison.Ordinal);
        Assert.Contains("2026-05-01 08:01:00Z to 2026-05-01 08:13:00Z  high  peak 9.0 °C  out 12 min", told.Output, StringComparison.Ordinal);
        Assert.Contains("line 16: 'x' is not a temperature", told.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 2, 0)]
    [InlineData(2, 3, 3)]
    public async Task More_than_half_unreadable_rows_end_with_exit_code_3(int good, int bad, int expected)
    {
        Evaluate told = await Evaluate.FridgeAsync(
            Evaluate.EveryMinute([.. Enumerable.Repeat("5", good), .. Enumerable.Repeat("soon", bad)]));

        Assert.Equal(expected, told.ExitCode);
        Assert.Equal(bad, told["unreadableRows"].GetInt32());
        Assert.Equal(good + 2, told["unreadable"][0].GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task It_makes_no_file_and_no_data_folder()
    {
        using TemporaryDirectory directory = new();
        string file = directory.Path("one.csv");
        await File.WriteAllTextAsync(file, Evaluate.EveryMinute("5", "5"), TestContext.Current.CancellationToken);
        await using ProgramUnderTest program = ProgramUnderTest.Start(
            Repository.Program("ColdChain.Server", "coldchain-server"),
            ["evaluate", "--profile", "WHO", "--storage", "fridge", "--csv", "one.csv"],
            directory.FullPath);

        Assert.Equal(0, await program.WaitForExitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal([file], Directory.GetFileSystemEntries(directory.FullPath));
    }
}
