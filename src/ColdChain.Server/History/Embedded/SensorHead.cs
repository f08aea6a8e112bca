using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Embedded;

/// <summary>Where a sensor's chain of chunks ends.</summary>
/// <param name="Link">How many chunks it has.</param>
/// <param name="Chain">The last one's link (<see cref="ChainLink"/>).</param>
/// <param name="SealNumber">The last one's place among the chunks of all sensors.</param>
/// <param name="FirstDay">The first day that has a chunk.</param>
/// <param name="LastDay">The last day that has one.</param>
internal sealed record SensorHead(int Link, Digest Chain, long SealNumber, int FirstDay, int LastDay)
{
    /// <summary>Up to there its chunks are bound into blocks, or stay as they are for ever; number, seal number and link of that chunk.</summary>
    public (long Link, long Seal, Digest Chain) Bound { get; init; }

    public static SensorHead None { get; } = new(0, default, 0, int.MaxValue, int.MinValue);
}
