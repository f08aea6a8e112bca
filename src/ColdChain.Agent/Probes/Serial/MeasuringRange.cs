using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;

namespace ColdChain.Agent.Probes.Serial;

/// <summary>What a device can measure, both ends included, by its maker's paper.</summary>
public readonly record struct MeasuringRange(Temperature Lowest, Temperature Highest)
{
    /// <summary>Nothing is known of the device: what can be a reading at all.</summary>
    public static readonly MeasuringRange Whole = new(ReadingLimits.Coldest, ReadingLimits.Hottest);

    public bool Holds(Temperature value) => value >= Lowest && value <= Highest;
}
