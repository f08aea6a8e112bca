using ColdChain.Agent.Intake;
using ColdChain.Agent.Probes.Power;
using ColdChain.Core.Identity;
using ColdChain.Core.Wire;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Power;

/// <summary>With a real command: a shell that ends with the code a file names.</summary>
public sealed class PowerCommandSourceTests : IAsyncDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly CancellationTokenSource _stopping = new();
    private IAsyncEnumerator<Observation>? _source;

    [Fact]
    public async Task The_first_answer_and_each_change_is_told_for_each_unit()
    {
        Says("0");
        Assert.Equal(["power-back gaochuan/fridge-1", "power-back gaochuan/fridge-2"], [await NextAsync(), await NextAsync()]);
        Says("1");
        Assert.Equal(["power-lost gaochuan/fridge-1", "power-lost gaochuan/fridge-2"], [await NextAsync(), await NextAsync()]);
        Says("0");
        Assert.Equal("power-back gaochuan/fridge-1", await NextAsync());
    }

    [Fact]
    public async Task A_code_that_means_nothing_is_a_fault_of_the_source_and_no_power_failure()
    {
        Says("7");
        Assert.Equal("source-fault ups: /bin/sh ended with 7; 0 means power, 1 no power", await NextAsync());
        Says("1");
        Assert.Equal(["source-back ups: works again", "power-lost gaochuan/fridge-1"], [await NextAsync(), await NextAsync()]);
    }

    [Fact]
    public async Task A_command_that_is_not_there_is_told_in_words() => Assert.StartsWith(
        "source-fault ups: /no/such/program cannot be started", await NextAsync(Source(TimeProvider.System, "/no/such/program")), StringComparison.Ordinal);

    [Fact]
    public async Task A_command_that_hangs_is_ended_and_told()
    {
        ManualClock clock = new();
        Task<string> told = NextAsync(Source(clock, "/bin/sh", "-c", $"sleep 600 & echo $! > {_folder.Path("pid")}; wait"));
        await Eventually.HoldsAsync(() => File.Exists(_folder.Path("pid")) && File.ReadAllText(_folder.Path("pid")).EndsWith('\n'), "it runs", TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("source-fault ups: /bin/sh did not end within 00:00:10", await told);
        string child = File.ReadAllText(_folder.Path("pid")).Trim();
        await Eventually.HoldsAsync(() => !Directory.Exists($"/proc/{child}"), "its children are ended too", TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_source is not null)
        {
            await _source.DisposeAsync();
        }

        _stopping.Dispose();
        _folder.Dispose();
    }

    /// <summary>In one step: a question between two writes would be answered with nothing.</summary>
    private void Says(string code)
    {
        File.WriteAllText(_folder.Path("next"), code);
        File.Move(_folder.Path("next"), _folder.Path("code"), overwrite: true);
    }

    private Task<string> NextAsync() =>
        NextAsync(_source ?? Source(TimeProvider.System, "/bin/sh", "-c", $"exit $(cat {_folder.Path("code")})"));

    private IAsyncEnumerator<Observation> Source(TimeProvider clock, params string[] command) => _source = new PowerCommandSource(
        new PowerCommandOptions
        {
            Name = "ups",
            Command = command,
            Units = [StorageUnitId.Parse("gaochuan/fridge-1", null), StorageUnitId.Parse("gaochuan/fridge-2", null)],
            Every = TimeSpan.FromMilliseconds(20),
        },
        clock).ReadAsync(_stopping.Token).GetAsyncEnumerator(CancellationToken.None);

    private static async Task<string> NextAsync(IAsyncEnumerator<Observation> source)
    {
        Assert.True(await source.MoveNextAsync());
        WireEvent what = Assert.IsType<Observation.Happened>(source.Current).What;
        return $"{what.Kind} {what.Unit ?? what.Detail}";
    }
}
