using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Exposure;

/// <summary>A mean kinetic temperature, or why there is none: exactly one of the two (EX-32).</summary>
public readonly record struct MeanKineticOutcome(Temperature? Value, MeanKineticBlank? Blank);
