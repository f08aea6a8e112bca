using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Keeping;

/// <summary>EX-20. A rise that is worth a look while the temperature is still in range.</summary>
/// <param name="Rise">More than this.</param>
/// <param name="Within">Over at most this time.</param>
public sealed record RiseWarning(TemperatureDelta Rise, TimeSpan Within);
