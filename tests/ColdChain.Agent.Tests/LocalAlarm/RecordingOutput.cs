using System.Collections.Concurrent;
using ColdChain.Agent.LocalAlarm.Outputs;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Tests.LocalAlarm;

/// <summary>Keeps what it was told, and fails or hangs when the test says so.</summary>
internal sealed class RecordingOutput(TimeProvider clock, string name = "recording") : ILocalOutput
{
    private readonly ConcurrentQueue<(OutputCall Call, Instant At)> _calls = new();

    public string Name => name;

    public TimeSpan LongestAttempt => TimeSpan.FromSeconds(5);

    public bool IsLevel { get; init; }

    public string? Fault { get; set; }

    public bool Throws { get; set; }

    public bool Hangs { get; set; }

    public IReadOnlyList<CallKind> Kinds => [.. _calls.Select(one => one.Call.Kind)];

    public IReadOnlyList<OutputCall> Calls => [.. _calls.Select(one => one.Call)];

    public IReadOnlyList<Instant> Times => [.. _calls.Select(one => one.At)];

    public async Task<OutputOutcome> PerformAsync(OutputCall call, CancellationToken cancellationToken)
    {
        _calls.Enqueue((call, clock.GetCurrentInstant()));
        if (Hangs)
        {
            await new TaskCompletionSource().Task;
        }

        if (Throws)
        {
            throw new InvalidOperationException("it fell off the wall");
        }

        return Fault is { } reason ? new OutputOutcome.Failed(reason) : OutputOutcome.Done.It;
    }

    public Task AttendAsync(Action<string?> tell, CancellationToken cancellationToken) =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
}
