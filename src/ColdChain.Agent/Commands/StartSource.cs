using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ColdChain.Agent.Configuration;
using ColdChain.Agent.Intake;
using ColdChain.Agent.Probes.Serial;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Commands;

/// <summary>Says once that the agent has started, through the same door as every reading.</summary>
internal sealed class StartSource(AgentSettings settings, TimeProvider clock) : ISensorSource
{
    public string Name => "agent";

    public async IAsyncEnumerable<Observation> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new Observation.Happened(new WireEvent
        {
            Sequence = 0,
            Kind = WireEventKinds.AgentStarted,
            At = clock.GetCurrentInstant().UnixMilliseconds,
            Detail = $"version {typeof(StartSource).Assembly.GetName().Version?.ToString(3)}, {RuntimeInformation.RuntimeIdentifier}, {settings.Sources.Count} sources, serial by {SerialPorts.Name}",
        });
        await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
