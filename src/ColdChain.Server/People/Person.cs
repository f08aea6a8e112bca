using ColdChain.Core.Identity;
using ColdChain.Core.Time;
using Microsoft.AspNetCore.Identity;

namespace ColdChain.Server.People;

/// <summary>Somebody who may log in. No log-in is shared: what a person signs bears their name.</summary>
public sealed class Person : IdentityUser<long>
{
    /// <summary>Sees this facility and all below it.</summary>
    public FacilityId FacilityId { get; set; }

    /// <summary>As printed beside a signature.</summary>
    public string FullName { get; set; } = string.Empty;

    /// <summary>One of <see cref="Roles"/>.</summary>
    public string Role { get; set; } = Roles.Staff;

    /// <summary><c>zh</c> or <c>en</c>.</summary>
    public string Language { get; set; } = "zh";

    /// <summary>Since when an administrator has kept them out. Five wrong passwords are another thing, and pass by themselves.</summary>
    public Instant? LockedAt { get; set; }

    /// <summary>Since when they work here no more. Nobody is deleted: signatures refer to them.</summary>
    public Instant? LeftAt { get; set; }

    public bool MayEnter => LockedAt is null && LeftAt is null;
}
