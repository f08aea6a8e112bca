using ColdChain.Agent.LocalAlarm.Outputs;
using ColdChain.Agent.LocalAlarm.Outputs.Command;
using ColdChain.Core.Identity;
using ColdChain.Core.Temperatures;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.LocalAlarm;

/// <summary>A real program of the installer's.</summary>
public sealed class CommandOutputTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_finds_what_it_must_know_in_its_environment_and_no_key_there()
    {
        using TemporaryDirectory folder = new();
        Environment.SetEnvironmentVariable("COLDCHAIN_AGENT_KEY", "secret");
        OutputOutcome outcome = await RunAsync("sh", "-c", $"env > {folder.Path("told")}");
        Environment.SetEnvironmentVariable("COLDCHAIN_AGENT_KEY", null);

        Assert.IsType<OutputOutcome.Done>(outcome);
        string told = await File.ReadAllTextAsync(folder.Path("told"), Token);
        Assert.Contains("COLDCHAIN_EVENT=alarm\n", told, StringComparison.Ordinal);
        Assert.Contains("COLDCHAIN_UNIT=gaochuan/fridge-1\n", told, StringComparison.Ordinal);
        Assert.Contains("COLDCHAIN_CELSIUS=9.500\n", told, StringComparison.Ordinal);
        Assert.Contains("COLDCHAIN_MESSAGE=1号冰箱 $(reboot); 太热\n", told, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_does_not_end_is_killed_with_its_children()
    {
        using TemporaryDirectory folder = new();
        OutputOutcome outcome = await RunAsync("sh", "-c", $"sleep 60 & echo $! > {folder.Path("child")}; wait");

        Assert.Contains("was killed", Assert.IsType<OutputOutcome.Failed>(outcome).Reason, StringComparison.Ordinal);
        string child = (await File.ReadAllTextAsync(folder.Path("child"), Token)).Trim();
        await Eventually.HoldsAsync(() => !Directory.Exists($"/proc/{child}") || IsZombie(child), "the child is gone", Token);
    }

    [Fact]
    public async Task One_that_fails_says_its_exit_code() => Assert.Contains(
        "exit code 3", Assert.IsType<OutputOutcome.Failed>(await RunAsync("sh", "-c", "exit 3")).Reason, StringComparison.Ordinal);

    private static bool IsZombie(string process) =>
        File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);

    private static Task<OutputOutcome> RunAsync(params string[] command) =>
        new CommandOutput(new CommandOptions { Command = command, Timeout = TimeSpan.FromSeconds(2) }, TimeProvider.System)
            .PerformAsync(
                new OutputCall
                {
                    AlarmId = "gaochuan/fridge-1:warm",
                    Kind = CallKind.Alarm,
                    Unit = StorageUnitId.Parse("gaochuan/fridge-1", null),
                    Value = Temperature.FromMilliCelsius(9_500),
                    TextZh = "1号冰箱 $(reboot); 太热",
                    TextEn = "Fridge 1",
                },
                Token);
}
