namespace ColdChain.Server.Monitoring;

/// <summary>The readings of a storage unit as the API gives them.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="From">Unix milliseconds, included.</param>
/// <param name="To">Unix milliseconds, not included.</param>
/// <param name="Series">One for each sensor and placement.</param>
public sealed record ReadingsReply(string Unit, long From, long To, IReadOnlyList<ReadingsOfSensor> Series);
