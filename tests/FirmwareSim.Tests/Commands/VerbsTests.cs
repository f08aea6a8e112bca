using FirmwareSim.Commands;

namespace FirmwareSim.Tests.Commands;

public sealed class VerbsTests : IDisposable
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task Help_names_every_verb()
    {
        Assert.Equal(ExitCodes.Done, await RunAsync("--help"));
        Assert.All(Verbs.All, verb => Assert.Contains(verb.Name, _out.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_verb_has_help_that_names_it()
    {
        foreach (IVerb verb in Verbs.All)
        {
            Assert.Equal(ExitCodes.Done, await RunAsync(verb.Name, "--help"));
            Assert.Contains($"firmware-sim {verb.Name}", verb.Usage, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("fly")]
    public async Task An_unknown_verb_is_a_mistake(string verb) => Assert.Equal(
        ExitCodes.Mistaken, await RunAsync(verb.Length == 0 ? [] : [verb]));

    [Fact]
    public async Task All_mistakes_of_a_command_line_are_told_at_once()
    {
        Assert.Equal(ExitCodes.Mistaken, await RunAsync(
            "run", "--seconds", "soon", "--set", "x", "--colour", "red", "--history-days", "3", "--agent", "a", "--truth"));

        Assert.Equal(
            [
                "--truth wants a value",
                "--set x: name=value is expected",
                "--seconds soon: a whole number from 1 to 10000000 is expected",
                "--history-days and --history-to go together",
                "--agent and --key go in pairs; there are 1 and 0",
                "--colour is not an option of this verb",
                "--scenario FILE is missing",
            ],
            _error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task History_without_a_key_names_the_agent_that_lacks_one()
    {
        using ColdChain.Testing.TemporaryDirectory directory = new();
        string file = directory.Path("x.scenario");
        await File.WriteAllTextAsync(
            file,
            "fridge a/f kind=freezer volume=100\nsensor a/f/top mqtt topic=t client=c time=iso\nagent gw sensors=a/*",
            TestContext.Current.CancellationToken);

        Assert.Equal(ExitCodes.Mistaken, await RunAsync(
            "run", "--scenario", file, "--history-days", "1", "--history-to", "http://127.0.0.1:1"));
        Assert.Contains("gw has no key", _error.ToString(), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(params string[] arguments) => Verbs.DispatchAsync(
        arguments, new Terminal(_out, _error, TimeProvider.System), TestContext.Current.CancellationToken);
}
