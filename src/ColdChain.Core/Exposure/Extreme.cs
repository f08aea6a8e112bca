using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Exposure;

/// <summary>The coldest or the warmest that was measured; of equals the first (EX-08).</summary>
/// <param name="Value">The raw value.</param>
/// <param name="At">When it was measured.</param>
public readonly record struct Extreme(Temperature Value, Instant At);
