namespace ColdChain.Core.Keeping;

/// <summary>Where on the scale a temperature lies, coldest first; what a manufacturer asks about an excursion (EX-21).</summary>
public enum TemperatureBand
{
    /// <summary>t ≤ -0.5 °C.</summary>
    FreezeAlarm,

    /// <summary>-0.5 °C &lt; t ≤ 0.0 °C.</summary>
    Freezing,

    /// <summary>0.0 °C &lt; t &lt; 2.0 °C.</summary>
    Cold,

    /// <summary>2.0 °C ≤ t ≤ 8.0 °C.</summary>
    InRange,

    /// <summary>8.0 °C &lt; t ≤ 15.0 °C.</summary>
    Warm,

    /// <summary>15.0 °C &lt; t ≤ 25.0 °C.</summary>
    Room,

    /// <summary>t &gt; 25.0 °C.</summary>
    Hot,
}
