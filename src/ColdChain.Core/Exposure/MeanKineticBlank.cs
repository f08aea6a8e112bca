namespace ColdChain.Core.Exposure;

/// <summary>Why no mean kinetic temperature is shown (EX-32).</summary>
public enum MeanKineticBlank
{
    NothingObserved,

    /// <summary>A reading at or below 0.0 °C beside freeze-sensitive vaccine: a mean would make it look harmless.</summary>
    FrostIsNotAveraged,
}
