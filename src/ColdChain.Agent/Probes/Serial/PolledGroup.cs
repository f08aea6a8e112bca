using ColdChain.Agent.Intake;
using ColdChain.Core.Readings;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Probes.Serial;

/// <summary>Readings that nobody sends again: the source waits for the disk before it goes on.</summary>
internal static class PolledGroup
{
    /// <param name="stored">Set when all of it is on the disk.</param>
    public static Observation.Measured Of(
        IReadOnlyList<Reading> readings, IReadOnlyList<WireEvent> events, TaskCompletionSource stored) => new(
        readings,
        readings[^1].MeasuredAt,
        Origin: null,
        events,
        Acknowledge: _ =>
        {
            stored.TrySetResult();
            return ValueTask.CompletedTask;
        });
}
