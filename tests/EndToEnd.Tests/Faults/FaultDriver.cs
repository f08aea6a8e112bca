using ColdChain.Testing;
using EndToEnd.Tests.Stack;

namespace EndToEnd.Tests.Faults;

/// <summary>Does to a site what a plan says, and counts what it did.</summary>
public sealed class FaultDriver(FaultSite site)
{
    private readonly Dictionary<FaultKind, int> _done = [];
    private readonly Lock _doneLock = new();

    /// <summary>How often each fault was really done.</summary>
    public IReadOnlyDictionary<FaultKind, int> Done => _done;

    /// <summary>Plans that touch different things run beside each other; the first that cannot go on ends all.</summary>
    /// <exception cref="InvalidOperationException">A plan could not go on; the message has everybody's last words.</exception>
    public async Task RunAsync(IEnumerable<IReadOnlyList<FaultStep>> plans, CancellationToken cancellationToken)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task> running = [.. plans.Select(plan => RunAsync(plan, ending.Token))];
        while (running.Count > 0)
        {
            Task done = await Task.WhenAny(running);
            running.Remove(done);
            if (done.IsFaulted)
            {
                await ending.CancelAsync();
                throw new InvalidOperationException($"{done.Exception.InnerException?.Message}\n{site.Words()}", done.Exception);
            }

            await done;
        }
    }

    private async Task RunAsync(IEnumerable<FaultStep> plan, CancellationToken cancellationToken)
    {
        foreach (FaultStep step in plan)
        {
            if (step.MeetsTraffic)
            {
                await site.WaitForTrafficAsync(cancellationToken);
            }

            await Task.Delay(step.After, TimeProvider.System, cancellationToken);
            await DoAsync(step, cancellationToken);
            lock (_doneLock)
            {
                _done[step.Kind] = _done.GetValueOrDefault(step.Kind) + 1;
            }
        }
    }

    private Task DoAsync(FaultStep step, CancellationToken cancellationToken) => step.Kind switch
    {
        FaultKind.KillAgent => KillAsync(site.Agent, step.For, cancellationToken),
        FaultKind.KillServer => KillAsync(site.Server, step.For, cancellationToken),
        FaultKind.CutNetwork => DisturbAsync(ProxyMode.Cut, step.For, cancellationToken),
        FaultKind.SwallowNetwork => DisturbAsync(ProxyMode.Swallow, step.For, cancellationToken),
        FaultKind.LoseReplies => DisturbAsync(ProxyMode.LoseReplies, step.For, cancellationToken),
        FaultKind.RestartBroker => RestartBrokerAsync(step.For, cancellationToken),
    };

    private static async Task KillAsync(RestartableProgram program, TimeSpan down, CancellationToken cancellationToken)
    {
        await program.KillAsync(cancellationToken);
        await Task.Delay(down, TimeProvider.System, cancellationToken);
        program.Start();
    }

    private async Task DisturbAsync(ProxyMode mode, TimeSpan time, CancellationToken cancellationToken)
    {
        (long lost, int reset) = (site.Network.LostBytes, site.Network.RefusedOrReset);
        site.Network.Switch(mode);
        await Task.Delay(time, TimeProvider.System, cancellationToken);
        // Until somebody has noticed: a line that was down while nobody used it proves nothing.
        await Eventually.HoldsAsync(
            () => site.Network.LostBytes > lost || site.Network.RefusedOrReset > reset,
            $"somebody meets the network in mode {mode}",
            TimeSpan.FromSeconds(60),
            cancellationToken);
        site.Network.Switch(ProxyMode.Pass);
    }

    private async Task RestartBrokerAsync(TimeSpan down, CancellationToken cancellationToken)
    {
        await site.Broker!.StopAsync(cancellationToken);
        await Task.Delay(down, TimeProvider.System, cancellationToken);
        await site.Broker.StartAgainAsync(cancellationToken);
    }
}
