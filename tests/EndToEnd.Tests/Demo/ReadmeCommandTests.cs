using System.Text.RegularExpressions;
using ColdChain.Testing;

namespace EndToEnd.Tests.Demo;

/// <summary>The commands that a document shows exist and take what it shows.</summary>
public sealed partial class ReadmeCommandTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Shown => [.. Documents()
        .SelectMany(path => Command().Matches(File.ReadAllText(path)).Select(match => match.Value.Trim()))
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData("./run-demo.sh")]
    [InlineData("./run-tests.sh")]
    public void The_readme_shows_the_command(string command)
    {
        Assert.SkipUnless(File.Exists(Repository.Path("README.md")), "there is no README yet");
        Assert.Contains(command, File.ReadAllText(Repository.Path("README.md")), StringComparison.Ordinal);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Shown), DisableDiscoveryEnumeration = true)]
    public async Task A_shown_command_exists_and_knows_its_flags(string command)
    {
        string[] words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        await using ProgramUnderTest help = ProgramUnderTest.Start(Repository.Path(words[0]), ["--help"]);
        Assert.Equal(0, await help.WaitForExitAsync(Bound, Token));
        await help.WaitForLineAsync(words[0], Bound, Token);
        string told = help.Tail(100);
        Assert.All(
            words.Where(word => word.StartsWith('-')),
            flag => Assert.Contains(flag, told, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("run-demo.sh", "--minutes")]
    [InlineData("run-tests.sh", "--everything")]
    [InlineData("run-demo.sh", "--seconds=soon")]
    public async Task An_unknown_flag_is_refused_before_anything_is_done(string script, string flag)
    {
        await using ProgramUnderTest refused = ProgramUnderTest.Start(Repository.Path(script), [flag]);

        Assert.Equal(2, await refused.WaitForExitAsync(Bound, Token));
        await refused.WaitForLineAsync("--help", Bound, Token);
    }

    private static IEnumerable<string> Documents() =>
        [.. Directory.GetFiles(Repository.Root, "*.md"), .. Directory.GetFiles(
            Directory.CreateDirectory(Repository.Path("docs")).FullName, "*.md", SearchOption.AllDirectories)];

    [GeneratedRegex(@"\./run-(?:demo|tests)\.sh(?: +(?:--[a-z-]+|[A-Za-z0-9_./]+)(?=[ `\n]))*")]
    private static partial Regex Command();
}
