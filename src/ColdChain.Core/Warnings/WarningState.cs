using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Core.Warnings;

/// <summary>What the watch for warnings remembers of one sensor; immutable, so that a run can start again from any of them.</summary>
public sealed record WarningState
{
    /// <summary>Nothing seen yet.</summary>
    public static readonly WarningState Initial = new();

    public Instant? LastAt { get; internal init; }

    /// <summary>EX-19. Beyond the band; shown once <see cref="Warning.DueAt"/> has come.</summary>
    public Warning? Near { get; internal init; }

    /// <summary>EX-20. Rising, until it has fallen by half.</summary>
    public Warning? Rising { get; internal init; }

    /// <summary>EX-20. The lowest reading in range within the window.</summary>
    internal RecentExtreme? Lowest { get; init; }

    /// <summary>EX-20. The lowest when the rise was found.</summary>
    internal int RoseFromMilliCelsius { get; init; }

    /// <summary>What is shown at that moment, which is not before the last reading.</summary>
    public IEnumerable<Warning> ShownAt(Instant now)
    {
        if (Near is { } near && near.DueAt <= now)
        {
            yield return near;
        }

        if (Rising is { } rising)
        {
            yield return rising;
        }
    }
}
