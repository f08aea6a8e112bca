using ColdChain.Core.Identity;

namespace ColdChain.Server.Facilities;

/// <summary>An organisation's place that keeps vaccine; one node of the tree province &gt; ... &gt; village clinic.</summary>
public sealed class Facility
{
    /// <summary>China has one civil time; other users name theirs.</summary>
    public const string DefaultTimeZone = "Asia/Shanghai";

    public required FacilityId Id { get; init; }

    public FacilityId? ParentId { get; set; }

    /// <summary>
    /// The ids from the root down to this facility, each closed by a slash: <c>/qinghe-cdc/gaochuan/</c>. Whoever's
    /// path is a prefix of another's may see it.
    /// </summary>
    public required string Path { get; set; }

    public required FacilityKind Kind { get; set; }

    public required string NameZh { get; set; }

    public required string NameEn { get; set; }

    /// <summary>IANA id; days of its reports are the days of this zone.</summary>
    public required string TimeZone { get; set; }

    public FacilityLevel? Level { get; set; }

    /// <summary>A <see cref="SocialCreditCode"/> as text.</summary>
    public string? SocialCreditCode { get; set; }

    public string? Address { get; set; }
}
