using ColdChain.Core.Keeping;
using ColdChain.Core.Time;

namespace ColdChain.Server.Equipment;

/// <summary>Which profile a unit had to keep when (EX-38).</summary>
/// <param name="unit">Its present profile holds at all times when it never changed.</param>
/// <param name="kept">Of that unit, by time.</param>
public sealed class ProfileTimeline(StorageUnit unit, IReadOnlyList<KeptProfile> kept)
{
    /// <summary>One after the other, without a hole; the last has no end.</summary>
    public IReadOnlyList<(TimeRange During, StorageProfile Profile)> Stretches { get; } = kept.Count == 0
        ? [(new TimeRange(KeptProfile.Always, null), Find(unit, unit.ProfileId))]
        : [.. kept.Select((one, index) => (
            new TimeRange(one.KeptFrom, index + 1 < kept.Count ? kept[index + 1].KeptFrom : null), Find(unit, one.ProfileId)))];

    public StorageProfile At(Instant moment) => Stretches.Last(stretch => stretch.During.Start <= moment).Profile;

    private static StorageProfile Find(StorageUnit unit, string profileId) => StandardProfiles.Find(profileId)
        ?? throw new InvalidDataException($"{unit.Id} names the profile {profileId}, which this program does not have.");
}
