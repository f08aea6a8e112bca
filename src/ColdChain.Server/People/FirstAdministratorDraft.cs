using System.Globalization;

namespace ColdChain.Server.People;

/// <summary>What the first administrator typed.</summary>
public sealed class FirstAdministratorDraft
{
    public string? UserName { get; set; }

    public string? FullName { get; set; }

    public string? Password { get; set; }

    public string? Repeated { get; set; }

    /// <summary>Of the first facility, asked for where there is none; those below it are set up later.</summary>
    public string? FacilityId { get; set; }

    public string? FacilityNameZh { get; set; }

    public string? FacilityNameEn { get; set; }

    public string? Language { get; set; }

    public bool NamesFacility =>
        Core.Identity.FacilityId.TryParse(FacilityId?.Trim(), CultureInfo.InvariantCulture, out _)
        && !Core.Identity.ReservedNames.Holds(FacilityId.Trim())
        && FacilityNameZh?.Trim() is { Length: > 0 and <= PersonRules.LongestName }
        && (FacilityNameEn?.Trim().Length ?? 0) <= PersonRules.LongestName;
}
