using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Server.History;

/// <summary>A person's decision to admit readings from quarantine.</summary>
/// <param name="Readings">Number of the entry, and the reading that it becomes.</param>
/// <param name="DecidedBy">Who decided.</param>
/// <param name="DecidedAt">When.</param>
public sealed record QuarantineRelease(
    IReadOnlyList<KeyValuePair<long, Reading>> Readings, string DecidedBy, Instant DecidedAt);
