using System.Text.Json.Serialization;

namespace ColdChain.Server.Alarming.Contacts;

/// <summary>A contact as the set-up file gives it.</summary>
/// <param name="Facility">Whose alarms.</param>
/// <param name="Order">From one; contacts of equal order are told together.</param>
/// <param name="Address">A mail address, or the name of a WeCom robot in the configuration.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ContactLine(string Facility, int Order, string Name, ContactWay Way, string Address)
{
    /// <summary>The phone that a group's robot calls out to.</summary>
    public string? Mobile { get; init; }

    /// <summary><c>zh</c> or <c>en</c>.</summary>
    public string Language { get; init; } = "zh";
}
