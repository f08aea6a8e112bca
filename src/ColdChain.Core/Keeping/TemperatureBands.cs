using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Keeping;

/// <summary>The edges of the bands in m°C; each temperature lies in exactly one of them (EX-21).</summary>
public static class TemperatureBands
{
    public const int Count = 7;

    /// <summary>At or below it WHO's freeze alarm counts: PQS E006 [B].</summary>
    public const int FreezeAlarmMilliCelsius = -500;

    /// <summary>At or below it freeze-sensitive vaccine must never be: WHO [B].</summary>
    public const int FreezingMilliCelsius = 0;

    /// <summary>Storage from here, itself in range: county inspection form [B].</summary>
    public const int LowestInRangeMilliCelsius = 2_000;

    /// <summary>Storage up to here, itself in range: county inspection form [B].</summary>
    public const int HighestInRangeMilliCelsius = 8_000;

    /// <summary>Product rule R4 [P]: manufacturers' stability figures are often given up to 15 °C.</summary>
    public const int HighestWarmMilliCelsius = 15_000;

    /// <summary>Product rule R4 [P]: manufacturers' stability figures are often given up to 25 °C.</summary>
    public const int HighestRoomMilliCelsius = 25_000;

    /// <summary>EX-21. The band of this temperature, compared exactly.</summary>
    public static TemperatureBand Of(Temperature temperature) => temperature.MilliCelsius switch
    {
        <= FreezeAlarmMilliCelsius => TemperatureBand.FreezeAlarm,
        <= FreezingMilliCelsius => TemperatureBand.Freezing,
        < LowestInRangeMilliCelsius => TemperatureBand.Cold,
        <= HighestInRangeMilliCelsius => TemperatureBand.InRange,
        <= HighestWarmMilliCelsius => TemperatureBand.Warm,
        <= HighestRoomMilliCelsius => TemperatureBand.Room,
        _ => TemperatureBand.Hot,
    };
}
