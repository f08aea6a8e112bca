namespace ColdChain.Core.Exposure;

/// <summary>A forecast, or why there is none: exactly one of the two (EX-35).</summary>
public sealed record ForecastOutcome(Forecast? Forecast, ForecastSilence? Silence)
{
    internal static ForecastOutcome Silent(ForecastSilence why) => new(null, why);
}
