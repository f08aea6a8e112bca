using ColdChain.Core.Identity;
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
}
