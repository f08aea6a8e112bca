using ColdChain.Core.Identity;
using ColdChain.Server.Facilities;

namespace ColdChain.Server.People;

/// <summary>Who makes this request; filled once by <see cref="CurrentPersonMiddleware"/>.</summary>
public sealed class CurrentPerson
{
    /// <summary>False for a request without a valid log-in: then nothing else here is set.</summary>
    public bool IsKnown { get; private set; }

    public long Id { get; private set; }

    public string UserName { get; private set; } = string.Empty;

    public string FullName { get; private set; } = string.Empty;

    public string Role { get; private set; } = string.Empty;

    public FacilityId FacilityId { get; private set; }

    /// <summary>The facility's path: a prefix of the path of everything this person may see.</summary>
    public string FacilityPath { get; private set; } = string.Empty;

    /// <summary><c>zh</c> or <c>en</c>.</summary>
    public string Language { get; private set; } = "zh";

    public TimeZoneInfo TimeZone { get; private set; } = TimeZoneInfo.Utc;

    /// <summary>Changes with the password; a session that was made before has another one and no longer stands.</summary>
    public string? SecurityStamp { get; private set; }

    /// <summary>Which of the person's sessions makes this request; null for a program.</summary>
    public string? SessionSha256 { get; private set; }

    public bool IsInRole(string role) => IsKnown && Role == role;

    internal void Become(Person person, string sessionSha256, Facility facility)
    {
        IsKnown = true;
        Id = person.Id;
        UserName = person.UserName ?? string.Empty;
        FullName = person.FullName;
        Role = person.Role;
        FacilityId = person.FacilityId;
        FacilityPath = facility.Path;
        Language = person.Language;
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById(facility.TimeZone);
        SessionSha256 = sessionSha256;
        SecurityStamp = person.SecurityStamp;
    }

    /// <summary>A program with a key of its own: it has no role, and sees the key's facility and those below.</summary>
    internal void BecomeIntegration(string name, Facility facility)
    {
        (IsKnown, Id, Role, Language, SecurityStamp) = (true, 0, string.Empty, "en", null);
        UserName = "integration:" + name;
        FullName = name;
        FacilityId = facility.Id;
        FacilityPath = facility.Path;
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById(facility.TimeZone);
    }
}
