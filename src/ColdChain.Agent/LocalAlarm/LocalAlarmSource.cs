using System.Runtime.CompilerServices;
using ColdChain.Agent.Intake;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.LocalAlarm;

/// <summary>Takes what the local alarm has to say to the journal, by the same door as every reading, and forgets it only then.</summary>
internal sealed class LocalAlarmSource(AlarmTable table, TimeProvider clock) : ISensorSource
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>A journal that cannot be written is asked again by the intake itself; this is only for a lost answer.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    public string Name => "local-alarm";

    public async IAsyncEnumerable<Observation> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            IReadOnlyList<WireEvent> events = table.Unsaid;
            if (events.Count > 0)
            {
                TaskCompletionSource stored = new(TaskCreationOptions.RunContinuationsAsynchronously);
                yield return new Observation.Measured([], clock.GetCurrentInstant(), Origin: null, events, _ =>
                {
                    table.Said(events);
                    stored.TrySetResult();
                    return ValueTask.CompletedTask;
                });
                await stored.Task.WaitAsync(LongestWait, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await Task.Delay(Look, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
