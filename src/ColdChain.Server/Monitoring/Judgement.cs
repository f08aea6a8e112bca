using ColdChain.Core.Excursions;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;

namespace ColdChain.Server.Monitoring;

/// <summary>What a run over some readings found, and which of the excursions on record it speaks about.</summary>
/// <param name="Placement">The sensor and where it sat.</param>
/// <param name="From">The run began here, calm.</param>
/// <param name="Until">The run says nothing of excursions that begin from here on; null when it went to the end.</param>
/// <param name="Found">Everything that began between the two.</param>
/// <param name="DueAt">When the clock has something to say of the one that goes on, or null.</param>
internal sealed record Judgement(
    Placement Placement, Instant From, Instant? Until, IReadOnlyList<Excursion> Found, Instant? DueAt)
{
    public bool SpeaksOf(ExcursionEntry entry) =>
        entry.StartedAt >= From && (Until is not { } until || entry.StartedAt < until);
}
