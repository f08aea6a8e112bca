using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Keeping;

/// <summary>The bounds of the standard profiles, each inclusive: the bound itself is in range (EX-05).</summary>
internal static class StandardLimits
{
    /// <summary>2.0 °C: fridges and cold boxes everywhere.</summary>
    public static readonly Limit FridgeLow = Low(2_000);

    /// <summary>8.0 °C: fridges and cold boxes everywhere.</summary>
    public static readonly Limit FridgeHigh = High(8_000);

    /// <summary>-20.0 °C: the working rule of inspectors in China [B]; there is no lower bound.</summary>
    public static readonly Limit ChinaFreezerHigh = High(-20_000);

    /// <summary>-15.0 °C: WHO and US CDC [K].</summary>
    public static readonly Limit FreezerHigh = High(-15_000);

    /// <summary>-25.0 °C: WHO [K].</summary>
    public static readonly Limit WhoFreezerLow = Low(-25_000);

    /// <summary>-50.0 °C: US CDC toolkit [K].</summary>
    public static readonly Limit UsFreezerLow = Low(-50_000);

    /// <summary>-90.0 °C [K], by product.</summary>
    public static readonly Limit UltraColdLow = Low(-90_000);

    /// <summary>-60.0 °C [K], by product.</summary>
    public static readonly Limit UltraColdHigh = High(-60_000);

    /// <summary>Beyond at 0.0 °C itself: WHO advice is never to expose freeze-sensitive vaccine to 0 °C or below [B].</summary>
    public static readonly Limit Freeze = new(LimitSide.Low, Temperature.FromMilliCelsius(0), Inclusive: false);

    /// <summary>Beyond at -0.5 °C itself: the freeze alarm of WHO PQS E006 [B].</summary>
    public static readonly Limit WhoFreeze = new(LimitSide.Low, Temperature.FromMilliCelsius(-500), Inclusive: false);

    private static Limit Low(int milliCelsius) => new(LimitSide.Low, Temperature.FromMilliCelsius(milliCelsius), Inclusive: true);

    private static Limit High(int milliCelsius) => new(LimitSide.High, Temperature.FromMilliCelsius(milliCelsius), Inclusive: true);
}
