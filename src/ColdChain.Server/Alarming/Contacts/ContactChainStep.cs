using ColdChain.Core.Identity;

namespace ColdChain.Server.Alarming.Contacts;

/// <summary>Somebody to be told about a facility's alarms. Contacts of equal order are told together (AL-06).</summary>
public sealed class ContactChainStep
{
    public long Id { get; init; }

    public required FacilityId FacilityId { get; init; }

    /// <summary>Counted from one.</summary>
    public required int Order { get; set; }

    public required string Name { get; set; }

    public required ContactWay Way { get; set; }

    /// <summary>A mail address, or the name of a WeCom robot in the configuration.</summary>
    public required string Address { get; set; }

    /// <summary>The phone that a group's robot calls out to.</summary>
    public string? Mobile { get; set; }

    /// <summary><c>zh</c> or <c>en</c>.</summary>
    public required string Language { get; set; }

    public bool IsEnglish => Language == "en";
}
