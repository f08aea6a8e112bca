using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Exposure;

/// <summary>One entry of the table: kept at this temperature, a vial monitor reaches its end point after so many days.</summary>
public readonly record struct VialMonitorPoint(Temperature At, int Days);
