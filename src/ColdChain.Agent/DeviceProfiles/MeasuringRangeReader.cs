using ColdChain.Agent.Configuration;
using ColdChain.Agent.Probes.Serial;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;

namespace ColdChain.Agent.DeviceProfiles;

/// <summary>The keys lowest and highest, in degrees Celsius: the same in every kind of profile.</summary>
internal static class MeasuringRangeReader
{
    public static MeasuringRange Read(SettingsSection section)
    {
        decimal coldest = ReadingLimits.Coldest.MilliCelsius / 1000m;
        decimal hottest = ReadingLimits.Hottest.MilliCelsius / 1000m;
        MeasuringRange range = new(
            Temperature.FromCelsius(section.Decimal("lowest", coldest, coldest, hottest)),
            Temperature.FromCelsius(section.Decimal("highest", hottest, coldest, hottest)));
        if (range.Lowest >= range.Highest)
        {
            section.Add("highest", "must be above \"lowest\"");
        }

        return range;
    }
}
