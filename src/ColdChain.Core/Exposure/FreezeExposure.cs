namespace ColdChain.Core.Exposure;

/// <summary>EX-34. Observed milliseconds near freezing. Kept apart: no mean and no vial monitor knows of frost.</summary>
/// <param name="AtOrBelowZero">At or below 0.0 °C, where freeze-sensitive vaccine must never be.</param>
/// <param name="LongestAtOrBelowZero">The longest stretch of it without a warmer reading.</param>
/// <param name="AtOrBelowFreezeAlarm">At or below -0.5 °C, the freeze alarm of WHO PQS E006 [B].</param>
/// <param name="LongestAtOrBelowFreezeAlarm">The longest stretch of it without a warmer reading.</param>
public readonly record struct FreezeExposure(
    long AtOrBelowZero, long LongestAtOrBelowZero, long AtOrBelowFreezeAlarm, long LongestAtOrBelowFreezeAlarm)
{
    public bool IsNone => AtOrBelowZero == 0;
}
