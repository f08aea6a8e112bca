using ColdChain.Testing;

namespace ColdChain.Server.Tests.Evaluation;

/// <summary>Each command that a document shows is run, and prints the lines that stand below it there.</summary>
public sealed class DocumentedRunTests
{
    private const string Command = "    coldchain-server evaluate ";

    private static readonly string[] Documents = ["README.md", "docs/validation/real-series.md"];

    public static TheoryData<string, string> Runs => [.. Documents.SelectMany(Blocks)];

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task A_documented_run_prints_what_the_document_says(string command, string expected)
    {
        string[] arguments = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int file = Array.IndexOf(arguments, "--csv") + 1;
        arguments[file] = arguments[file].StartsWith("tests/", StringComparison.Ordinal)
            ? Repository.Path(arguments[file])
            : RealSeriesFile.Path(arguments[file]);
        Evaluate told = await Evaluate.RunAsync(arguments);

        Assert.Equal((0, string.Empty), (told.ExitCode, told.Errors));
        Assert.All(expected.Split('\n'), line => Assert.Contains(line, told.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Both_documents_show_runs() => Assert.All(Documents, document => Assert.NotEmpty(Blocks(document)));

    private static IEnumerable<(string Command, string Expected)> Blocks(string document)
    {
        string[] lines = File.ReadAllLines(Repository.Path(document));
        for (int index = 0; index < lines.Length; index++)
        {
            if (lines[index].StartsWith(Command, StringComparison.Ordinal))
            {
                IEnumerable<string> below = lines.Skip(index + 1).TakeWhile(line => line.StartsWith("      ", StringComparison.Ordinal));
                yield return (lines[index][Command.Length..], string.Join('\n', below.Select(line => line.Trim())));
            }
        }
    }
}
