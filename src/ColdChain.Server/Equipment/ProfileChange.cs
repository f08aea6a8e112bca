using ColdChain.Core.Time;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Equipment;

/// <summary>EX-38. What was measured until now was judged by the profile that was kept until now, and stays so.</summary>
internal static class ProfileChange
{
    /// <summary>From this moment on the unit keeps another profile; nothing happens when it keeps it already. The caller saves.</summary>
    public static async Task ApplyAsync(
        RecordsDbContext records, StorageUnit unit, string profileId, Instant now, CancellationToken cancellationToken)
    {
        if (unit.ProfileId == profileId)
        {
            return;
        }

        if (!await records.Set<KeptProfile>().AnyAsync(kept => kept.StorageUnitId == unit.Id, cancellationToken))
        {
            records.Add(new KeptProfile { StorageUnitId = unit.Id, ProfileId = unit.ProfileId, KeptFrom = KeptProfile.Always });
        }

        records.Add(new KeptProfile { StorageUnitId = unit.Id, ProfileId = profileId, KeptFrom = now });
        unit.ProfileId = profileId;
    }
}
