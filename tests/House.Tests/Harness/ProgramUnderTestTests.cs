using ColdChain.Testing;

namespace House.Tests.Harness;

public sealed class ProgramUnderTestTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lines_and_the_exit_code_are_seen()
    {
        await using ProgramUnderTest program = ProgramUnderTest.Start("sh", ["-c", "echo ready; echo oops >&2; exit 3"]);

        Assert.Equal("ready", await program.WaitForLineAsync("rea", Bound, Token));
        Assert.Equal(3, await program.WaitForExitAsync(Bound, Token));
        await program.WaitForLineAsync("oops", Bound, Token);
    }

    [Fact]
    public async Task A_killed_program_runs_no_handler()
    {
        await using ProgramUnderTest program =
            ProgramUnderTest.Start("sh", ["-c", "trap 'echo handled' EXIT TERM; echo up; while :; do sleep 1; done"]);
        await program.WaitForLineAsync("up", Bound, Token);

        await program.KillAsync(Token);

        Assert.False(program.IsRunning);
        Assert.DoesNotContain("handled", program.Lines);
    }

    [Fact]
    public async Task A_line_that_never_comes_is_told_with_what_came()
    {
        await using ProgramUnderTest program = ProgramUnderTest.Start("sh", ["-c", "echo something else"]);

        TimeoutException told = await Assert.ThrowsAsync<TimeoutException>(
            () => program.WaitForLineAsync("ready", Bound, Token));

        Assert.Contains("something else", told.Message, StringComparison.Ordinal);
    }
}
