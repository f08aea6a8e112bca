using System.Collections.Immutable;
using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Excursions;

/// <summary>One sensor out of its limits, from the first reading outside (EX-01) to the return that stays (EX-02).</summary>
/// <remarks>Says nothing of whether anybody was told: <see cref="Alarms"/> does, and most short excursions have none.</remarks>
public sealed record Excursion
{
    /// <summary>The limit that was passed, as it was then (EX-12).</summary>
    public required Limit Limit { get; init; }

    /// <summary>The profile and its version that judged, as in <c>CN-IMM/fridge v1</c> (EX-12).</summary>
    public required string ProfileId { get; init; }

    public required int ProfileVersion { get; init; }

    /// <summary>The moment of the first reading outside (EX-01).</summary>
    public required Instant StartedAt { get; init; }

    /// <summary>The moment of the first in-range reading that stayed; null while it goes on.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>The reading furthest beyond the limit (EX-08); of equals the first.</summary>
    public required Temperature Peak { get; init; }

    public required Instant PeakAt { get; init; }

    /// <summary>EX-21. Time observed out of range, by how far out: returns within the excursion are not in it.</summary>
    public BandTimes OutByBand { get; init; }

    /// <summary>EX-21. The longest stretch observed out without a return, in milliseconds.</summary>
    public long LongestRunMilliseconds { get; init; }

    /// <summary>EX-09. Time within the excursion for which no reading speaks, in milliseconds.</summary>
    public long UnobservedMilliseconds { get; init; }

    /// <summary>The rules that fell due, each at most once, in the order in which they did.</summary>
    public ImmutableArray<AlarmDue> Alarms { get; init; } = [];

    /// <summary>EX-07. Time observed out of range, in milliseconds.</summary>
    public long OutMilliseconds => OutByBand.Total;

    public bool IsOver => EndedAt is not null;

    public TimeRange During => new(StartedAt, EndedAt);

    public TimeSpan OutFor => TimeSpan.FromMilliseconds(OutMilliseconds);
}
