using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Core.Observing;

/// <summary>What the watch of one sensor remembers; immutable, so that a run can start again from any of them.</summary>
public sealed record ObservationState
{
    /// <summary>Nothing seen yet.</summary>
    public static readonly ObservationState Initial = new();

    /// <summary>The newest reading.</summary>
    public Reading? Last { get; internal init; }

    /// <summary>The gap that goes on.</summary>
    public ObservationFinding? Gap { get; internal init; }

    /// <summary>The fault that goes on.</summary>
    public ObservationFinding? Fault { get; internal init; }

    /// <summary>The value that is stuck.</summary>
    public ObservationFinding? Stuck { get; internal init; }

    /// <summary>The clock that goes wrong.</summary>
    public ObservationFinding? Clock { get; internal init; }

    /// <summary>The power that is away.</summary>
    public ObservationFinding? Power { get; internal init; }

    /// <summary>
    /// Nothing up to that moment can change what is found from here on: nothing goes on or waits, and the newest reading is
    /// <see cref="StuckRun.Lookback"/> later.
    /// </summary>
    public bool IsCalmSince(Instant moment) =>
        this is { Gap: null, Fault: null, Stuck: null, Clock: null, Jump: null }
        && Probe.IsInside
        && Run.Since > moment
        && Last is { } last
        && last.MeasuredAt > moment + StuckRun.Lookback;

    internal StuckRun Run { get; init; }

    internal JumpRun? Jump { get; init; }

    internal ProbeRun Probe { get; init; } = ProbeRun.Inside;
}
