using FirmwareSim.History;
using FirmwareSim.Live;
using FirmwareSim.Truth;

namespace FirmwareSim.Commands;

/// <summary>Plays a scenario: its past first, if wanted, then live from the same state.</summary>
internal sealed class RunVerb : IVerb
{
    public string Name => "run";

    public string Summary => "plays a scenario on its ports until Ctrl-C";

    public string Usage => """
        firmware-sim run --scenario FILE [--set NAME=VALUE]... [--truth FILE] [--seconds N]
                         [--history-days N --history-to URL [--history-interval TIME] [--agent ID --key KEY]...]

          --scenario FILE          what stands where and what happens to it (docs/protocols/scenario.md)
          --set NAME=VALUE         the value of ${NAME} in the file
          --truth FILE             appends a line for everything that was answered, sent or acknowledged
          --seconds N              ends by itself after N seconds live; else at Ctrl-C or SIGTERM
          --history-days N         the days before the live start are simulated and sent first
          --history-to URL         to this server, as late data, under the ids of the scenario's agents
          --history-interval TIME  between readings of the history (5m); the last hour has one a minute
          --agent ID --key KEY     the key of an agent, where the scenario has none

        Prints "ready" when all ports are open and all publishers are at work, after the history.
        Exit code: 0 at the end, 1 when a port or server failed, 2 when the scenario has mistakes.
        """;

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        (RunOrder? order, IReadOnlyList<string> mistakes) = await RunOrder.ReadAsync(arguments, cancellationToken);
        if (order is null)
        {
            await terminal.TellAsync([], mistakes);
            return ExitCodes.Mistaken;
        }

        try
        {
            return await PlayAsync(order, terminal, cancellationToken);
        }
        catch (UploadFault fault)
        {
            await terminal.Error.WriteLineAsync($"failed: {fault.Message}");
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Done;
        }
    }

    private static async Task<int> PlayAsync(RunOrder order, Terminal terminal, CancellationToken cancellationToken)
    {
        long liveStart = terminal.Clock.GetUtcNow().ToUnixTimeSeconds() + 1;
        Plant plant = new(order.Scenario, order.History.FirstSecond(liveStart), liveStart);
        (IReadOnlyList<string> arranged, IReadOnlyList<string> mistakes) = CrossingArrangement.Apply(plant);
        await terminal.TellAsync(arranged, mistakes);
        if (mistakes.Count > 0)
        {
            return ExitCodes.Mistaken;
        }

        if (order.HistoryTo is { } server)
        {
            IReadOnlyList<PastReading> readings = HistoryWalk.Take(plant, order.History);
            await HistoryDelivery.SendAsync(readings, order.Keys, server, terminal, cancellationToken);
        }

        using TruthLog truth = new(order.TruthPath, terminal.Clock);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        TimeSpan lifetime = order.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan;
        await using ITimer timer = terminal.Clock.CreateTimer(_ => ending.Cancel(), null, lifetime, Timeout.InfiniteTimeSpan);
        return await new LiveRun(plant, truth, terminal).RunAsync(ending.Token);
    }
}
