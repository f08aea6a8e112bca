using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Lots;

/// <summary>Temperatures that a vaccine may be kept at, both bounds in range; without a lowest there is none.</summary>
public sealed record KeepingRange(Temperature? Lowest, Temperature Highest)
{
    public bool Contains(Temperature value) => value <= Highest && (Lowest is not { } lowest || value >= lowest);

    /// <summary>True when a unit that keeps this profile keeps this range: the profile asks for as much or more.</summary>
    public bool IsKeptBy(StorageProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        bool warmEnough = Lowest is not { } lowest || (profile.Low is { } low && low.Value >= lowest);
        return warmEnough && profile.High is { } high && high.Value <= Highest;
    }
}
