using System.Runtime.CompilerServices;
using ColdChain.Agent.Health;
using ColdChain.Agent.Intake;
using ColdChain.Agent.Probes.Serial;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Probes.Power;

/// <summary>Asks a command by a steady beat whether there is mains power, and tells each change for each unit.</summary>
/// <remarks>
/// The first answer is always told: the power may have come back while the agent itself was without it. A command that
/// cannot say is a fault of the source and leaves the last answer in force.
/// </remarks>
public sealed class PowerCommandSource(PowerCommandOptions options, TimeProvider clock) : ISensorSource
{
    private bool? _isLost;
    private bool _isFaulted;

    public string Name => options.Name;

    public async IAsyncEnumerable<Observation> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SteadyBeat beat = new(options.Every, clock);
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(beat.UntilNext(), clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested)
            {
                yield break;
            }

            PowerAnswer answer = await PowerCommand.RunAsync(options, clock, cancellationToken);
            foreach (WireEvent what in cancellationToken.IsCancellationRequested ? [] : Events(answer, clock.GetCurrentInstant()))
            {
                yield return new Observation.Happened(what);
            }
        }
    }

    private List<WireEvent> Events(PowerAnswer answer, Instant now)
    {
        List<WireEvent> events = [];
        switch (answer)
        {
            case PowerAnswer.Unknown unknown when !_isFaulted:
                _isFaulted = true;
                events.Add(HealthEvents.SourceFault(Name, now, unknown.Reason));
                break;
            case PowerAnswer.Known known:
                if (_isFaulted)
                {
                    _isFaulted = false;
                    events.Add(HealthEvents.SourceBack(Name, now));
                }

                if (_isLost != known.IsLost)
                {
                    _isLost = known.IsLost;
                    events.AddRange(options.Units.Select(unit => HealthEvents.Power(unit, now, known.IsLost, Name)));
                }

                break;
        }

        return events;
    }
}
