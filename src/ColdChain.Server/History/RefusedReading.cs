using ColdChain.Core.Wire;

namespace ColdChain.Server.History;

/// <summary>A reading that cannot be admitted; kept in quarantine as it came, so that nothing is lost (G1, G10).</summary>
/// <param name="Sensor">What the agent called the sensor, cut to 200 characters; it need not be an id.</param>
/// <param name="Reading">As it came.</param>
/// <param name="Reason">For a program.</param>
/// <param name="Explanation">For a person: what is wrong, and what to change.</param>
public sealed record RefusedReading(string Sensor, WireReading Reading, RefusalReason Reason, string Explanation);
