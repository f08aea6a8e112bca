using System.Collections.Immutable;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Core.Excursions;

/// <summary>What one sensor's detector remembers between readings; immutable, so a run can start again from any of them.</summary>
public sealed record DetectorState
{
    /// <summary>Nothing seen yet.</summary>
    public static readonly DetectorState Initial = new();

    /// <summary>The newest reading, which still holds (EX-06).</summary>
    public Reading? Last { get; internal init; }

    /// <summary>The excursion that goes on, or that has returned but not yet for long enough.</summary>
    public Excursion? Open { get; internal init; }

    /// <summary>While returning: the first in-range reading since. Null while out.</summary>
    public Instant? ReturnedAt { get; internal init; }

    /// <summary>Unobserved milliseconds since <see cref="ReturnedAt"/>: the excursion's only if it goes on after all.</summary>
    internal long UnobservedSinceReturn { get; init; }

    internal ImmutableArray<RuleRun> Runs { get; init; } = [];

    /// <summary>Nothing before this state can change what is found after it: a run may start again here (EX-10).</summary>
    public bool IsCalm => Open is null;
}
