using System.Threading.Channels;
using ColdChain.Agent.Health;
using ColdChain.Agent.Retrying;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.Intake;

/// <summary>The wall around one source: whatever it throws ends here, is told, and the source starts again.</summary>
internal sealed class ContainedSource(ISensorSource source, TimeProvider clock, RetrySchedule schedule, ILogger log)
{
    /// <summary>A sender that does not take its acknowledgement for this long may not hold up the others.</summary>
    private static readonly TimeSpan LongestAcknowledgement = TimeSpan.FromSeconds(5);

    private bool _faulted;

    /// <summary>Reads the source for as long as the token lets it; a crash or an end of the stream is a fault and a new start.</summary>
    public async Task PumpAsync(ChannelWriter<QueuedObservation> queue, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            string? fault = await ContainAsync(() => PumpOnceAsync(queue, cancellationToken));
            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            schedule.Failed();
            if (!_faulted)
            {
                _faulted = true;
                await queue.WriteAsync(Wrap(HealthEvents.SourceFault(
                    source.Name, clock.GetCurrentInstant(), fault ?? "the source ended by itself")), CancellationToken.None);
            }

            await Task.Delay(schedule.NextDelay, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Tells the sender; a sender that is gone or does not listen costs nothing but a line in the log.</summary>
    public async Task AcknowledgeAsync(Observation.Measured measured)
    {
        await ContainAsync(async () =>
        {
            ValueTask telling = measured.Acknowledge(CancellationToken.None);
            if (!telling.IsCompletedSuccessfully)
            {
                await telling.AsTask().WaitAsync(LongestAcknowledgement, clock);
            }
        });
    }

    private async Task PumpOnceAsync(ChannelWriter<QueuedObservation> queue, CancellationToken cancellationToken)
    {
        await foreach (Observation seen in source.ReadAsync(cancellationToken))
        {
            if (_faulted)
            {
                _faulted = false;
                schedule.Succeeded();
                await queue.WriteAsync(
                    Wrap(HealthEvents.SourceBack(source.Name, clock.GetCurrentInstant())), cancellationToken);
            }

            await queue.WriteAsync(new QueuedObservation(this, seen), cancellationToken);
        }
    }

    private QueuedObservation Wrap(WireEvent what) => new(this, new Observation.Happened(what));

    private async Task<string?> ContainAsync(Func<Task> action)
    {
        try
        {
            await action();
            return null;
        }
#pragma warning disable CA1031 // The boundary of a source: one broken source must not take the others down.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            if (fault is not OperationCanceledException)
            {
                log.LogError(fault, "Source {Source} failed", source.Name);
            }

            return fault.Message;
        }
    }
}
