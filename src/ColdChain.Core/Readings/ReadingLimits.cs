using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Readings;

/// <summary>What can be a reading at all; beyond it a value is a fault and is set aside with its reason.</summary>
public static class ReadingLimits
{
    /// <summary>Colder than any vaccine store: liquid nitrogen is -196 °C. Product decision.</summary>
    public static readonly Temperature Coldest = Temperature.FromMilliCelsius(-200_000);

    /// <summary>Hotter than any sensor of docs/devices reads (125 °C for a DS18B20). Product decision.</summary>
    public static readonly Temperature Hottest = Temperature.FromMilliCelsius(150_000);

    /// <summary>Before 2020 no ColdChain agent ran: such a time is a clock that was never set. Product decision.</summary>
    public static readonly Instant Earliest = Instant.FromDateTimeOffset(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public static bool IsPlausible(Temperature value) => value >= Coldest && value <= Hottest;
}
