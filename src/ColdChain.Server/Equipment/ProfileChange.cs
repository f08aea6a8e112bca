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

        Instant? newest = await records.Set<KeptProfile>().Where(kept => kept.StorageUnitId == unit.Id)
            .OrderByDescending(kept => kept.KeptFrom).Select(kept => (Instant?)kept.KeptFrom).FirstOrDefaultAsync(cancellationToken);
        if (newest is null)
        {
            records.Add(new KeptProfile { StorageUnitId = unit.Id, ProfileId = unit.ProfileId, KeptFrom = KeptProfile.Always });
        }

        // Two who change it in one millisecond, or with a clock that was set back between them: the later one still comes later.
        Instant from = newest is { } last && last >= now ? last + TimeSpan.FromMilliseconds(1) : now;
        records.Add(new KeptProfile { StorageUnitId = unit.Id, ProfileId = profileId, KeptFrom = from });
        unit.ProfileId = profileId;
    }
}
