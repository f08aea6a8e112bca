using ColdChain.Testing;

namespace House.Tests.Harness;

public sealed class FailedTestsScriptTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_failed_test_is_told_with_its_message_and_its_place_and_the_others_are_not()
    {
        IReadOnlyList<string> told = await ToldAsync(
            Result("Fails(text: &quot;&lt;a&gt;&quot;)", "Failed", "Expected 1\nActual &amp; 2", "   at Here.cs:line 4"),
            Result("Passes", "Passed", "", ""),
            Result("Skips", "NotExecuted", "no broker here", ""));

        Assert.Equal(
            ["  failed: Fails(text: \"<a>\")", "    Expected 1", "    Actual & 2", "       at Here.cs:line 4"], told);
    }

    [Fact]
    public async Task A_message_without_end_is_cut_and_the_place_is_still_told()
    {
        string message = string.Join('\n', Enumerable.Range(0, 1_000));

        IReadOnlyList<string> told = await ToldAsync(Result("Fails", "Failed", message, "   at Here.cs:line 4"));

        Assert.Equal(1 + 40 + 1 + 1, told.Count);
        Assert.Equal(["    (960 more lines)", "       at Here.cs:line 4"], told.Skip(41));
    }

    private static async Task<IReadOnlyList<string>> ToldAsync(params string[] results)
    {
        using TemporaryDirectory folder = new();
        string file = folder.Path("results.trx");
        await File.WriteAllTextAsync(file, string.Join('\n', results), TestContext.Current.CancellationToken);
        await using ProgramUnderTest script =
            ProgramUnderTest.Start("bash", [Repository.Path("eng/failed-tests.sh"), file]);
        Assert.Equal(0, await script.WaitForExitAsync(Bound, TestContext.Current.CancellationToken));
        return script.Lines;
    }

    private static string Result(string name, string outcome, string message, string stack) =>
        $"""
            <UnitTestResult testName="{name}" outcome="{outcome}" testListId="1">
              <Output>
                <ErrorInfo>
                  <Message>{message}</Message>
                  <StackTrace>{stack}</StackTrace>
                </ErrorInfo>
              </Output>
            </UnitTestResult>
        """;
}
