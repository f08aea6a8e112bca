using FirmwareSim.Live;
using FirmwareSim.Scenarios;
using FirmwareSim.Truth;

namespace FirmwareSim.Commands;

/// <summary>Plays a scenario.</summary>
internal sealed class RunVerb : IVerb
{
    public string Name => "run";

    public string Summary => "plays a scenario on its ports until Ctrl-C";

    public string Usage => """
        firmware-sim run --scenario FILE [--set NAME=VALUE]... [--truth FILE] [--seconds N]

          --scenario FILE    what stands where and what happens to it (docs/protocols/scenario.md)
          --set NAME=VALUE   the value of ${NAME} in the file
          --truth FILE       appends a line for everything that was answered, sent or acknowledged
          --seconds N        ends by itself after N seconds; else at Ctrl-C or SIGTERM

        Prints "ready" when all ports are open and all publishers are at work.
        Exit code: 0 at the end, 1 when a port or server failed, 2 when the scenario has mistakes.
        """;

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        Options options = new(arguments);
        IReadOnlyDictionary<string, string> variables = options.TakeVariables();
        string? path = options.Take("scenario");
        string? truthPath = options.Take("truth");
        int seconds = options.TakeWhole("seconds", fallback: 0, least: 1, most: int.MaxValue);
        List<string> mistakes = [.. options.Finish()];
        Scenario? scenario = null;
        if (path is null)
        {
            mistakes.Add("--scenario FILE is missing");
        }
        else
        {
            (scenario, IReadOnlyList<string> found) = await ScenarioFile.ReadAsync(path, variables, cancellationToken);
            mistakes.AddRange(found);
        }

        if (mistakes.Count > 0 || scenario is null)
        {
            foreach (string mistake in mistakes)
            {
                await terminal.Error.WriteLineAsync(mistake);
            }

            return ExitCodes.Mistaken;
        }

        return await PlayAsync(scenario, truthPath, seconds, terminal, cancellationToken);
    }

    private static async Task<int> PlayAsync(
        Scenario scenario, string? truthPath, int seconds, Terminal terminal, CancellationToken cancellationToken)
    {
        long liveStart = terminal.Clock.GetUtcNow().ToUnixTimeSeconds() + 1;
        Plant plant = new(scenario, liveStart, liveStart);
        using TruthLog truth = new(truthPath, terminal.Clock);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        LiveRun live = new(plant, truth, terminal);
        if (seconds > 0)
        {
            DateTimeOffset end = DateTimeOffset.FromUnixTimeSeconds(liveStart + seconds);
            await using ITimer timer = terminal.Clock.CreateTimer(
                _ => ending.Cancel(), null, end - terminal.Clock.GetUtcNow(), Timeout.InfiniteTimeSpan);
            return await live.RunAsync(ending.Token);
        }

        return await live.RunAsync(ending.Token);
    }
}
