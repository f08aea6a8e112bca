using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Core.Observing;

/// <summary>What the watch of one sensor remembers, at first nothing; <see cref="ObservationWatch"/> alone changes it.</summary>
/// <remarks>Changed in place, since a new one for each reading would be garbage a million times a second. A run that may start again from here starts from a copy.</remarks>
public sealed class ObservationState
{
    /// <summary>The newest reading.</summary>
    public Reading? Last { get; internal set; }

    /// <summary>The gap that goes on.</summary>
    public ObservationFinding? Gap { get; internal set; }

    /// <summary>The fault that goes on.</summary>
    public ObservationFinding? Fault { get; internal set; }

    /// <summary>The value that is stuck.</summary>
    public ObservationFinding? Stuck { get; internal set; }

    /// <summary>The clock that goes wrong.</summary>
    public ObservationFinding? Clock { get; internal set; }

    /// <summary>The power that is away.</summary>
    public ObservationFinding? Power { get; internal set; }

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

    internal StuckRun Run { get; set; }

    internal JumpRun? Jump { get; set; }

    internal ProbeRun Probe { get; private init; } = new();

    /// <summary>Another one that goes its own way from here.</summary>
    public ObservationState Copy() => new()
    {
        Last = Last,
        Gap = Gap,
        Fault = Fault,
        Stuck = Stuck,
        Clock = Clock,
        Power = Power,
        Run = Run,
        Jump = Jump,
        Probe = Probe.Copy(),
    };
}
