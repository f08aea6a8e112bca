using ColdChain.Core.Identity;
using ColdChain.Server.Equipment;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Facilities;

/// <summary>Moves a facility with all below it. The caller has begun a transaction and saves: paths change together or not at all.</summary>
internal static class FacilityTree
{
    /// <param name="records">In a transaction.</param>
    /// <param name="facility">Tracked.</param>
    /// <param name="to">The new parent, and the path below which it must stand.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<Refusal?> MoveAsync(
        RecordsDbContext records, Facility facility, (FacilityId Parent, string PathOfScope) to, CancellationToken cancellationToken)
    {
        if (facility.Path == to.PathOfScope)
        {
            return new("您自己的单位要由上级管理员移动。", "Your own facility is moved by an administrator of one above it.");
        }

        Facility? parent = await records.Facilities.SingleOrDefaultAsync(one => one.Id == to.Parent, cancellationToken);
        if (parent is null || !parent.Path.StartsWith(to.PathOfScope, StringComparison.Ordinal))
        {
            return new($"上级机构 {to.Parent} 不在您的管辖范围内。", $"The parent '{to.Parent}' is none of your facilities.");
        }

        if (parent.Path.StartsWith(facility.Path, StringComparison.Ordinal))
        {
            return new($"{parent.NameZh}就在它之下，不能成为它的上级。", $"{parent.NameEn} stands below it and cannot become its parent.");
        }

        string former = facility.Path;
        string path = $"{parent.Path}{facility.Id}/";
        foreach (Facility one in await records.Facilities.Where(one => one.Path.StartsWith(former)).ToListAsync(cancellationToken))
        {
            one.Path = path + one.Path[former.Length..];
        }

        facility.ParentId = parent.Id;
        return null;
    }
}
