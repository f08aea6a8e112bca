using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Influx;

/// <summary>What InfluxDB gave of a sensor's days.</summary>
/// <param name="Outcome">The readings count only when it is <see cref="InfluxOutcome.Done"/>.</param>
/// <param name="Days">By the number of the day; days of which it has nothing are not there. Readings by offset.</param>
/// <param name="Strange">Points of that series that are no readings of ours: somebody else writes there.</param>
public sealed record InfluxDays(InfluxOutcome Outcome, IReadOnlyDictionary<int, List<KeptReading>> Days, int Strange);
