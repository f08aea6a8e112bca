namespace FirmwareSim.Scenarios;

/// <summary>
/// <c>at crossing high 8.0 of gaochuan/fridge-2/top = -00:09:00 power off gaochuan/fridge-2</c>: the power goes at the moment
/// that makes the sensor's first reading beyond the limit fall on <paramref name="At"/>.
/// </summary>
/// <param name="Line">Where it stands.</param>
/// <param name="IsHigh">Beyond is above; else below.</param>
/// <param name="LimitMilliCelsius">In range when equal.</param>
/// <param name="Sensor">Whose readings are looked at.</param>
/// <param name="At">When the first reading beyond is wanted.</param>
internal sealed record CrossingPlan(int Line, bool IsHigh, int LimitMilliCelsius, string Sensor, Moment At)
{
    public bool IsBeyond(int milliCelsius) => IsHigh ? milliCelsius > LimitMilliCelsius : milliCelsius < LimitMilliCelsius;
}
