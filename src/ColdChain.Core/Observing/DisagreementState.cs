using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Core.Observing;

/// <summary>What the watch over two sensors remembers; immutable.</summary>
public sealed record DisagreementState
{
    /// <summary>Nothing seen yet.</summary>
    public static readonly DisagreementState Initial = new();

    /// <summary>The newest reading of each.</summary>
    public Reading? First { get; internal init; }

    public Reading? Second { get; internal init; }

    /// <summary>They differ too much since the first such reading, and not yet for long enough; or it is found.</summary>
    internal ObservationFinding? Since { get; init; }

    internal bool IsFound { get; init; }

    /// <summary>From here on one of them is silent.</summary>
    internal Instant? SilentAt(TimeSpan longestInterval) => First is { } first && Second is { } second
        ? Instant.Min(first.MeasuredAt, second.MeasuredAt) + longestInterval
        : null;
}
