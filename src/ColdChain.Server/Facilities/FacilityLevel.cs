namespace ColdChain.Server.Facilities;

/// <summary>The administrative level that a facility serves. Stored by name: never rename.</summary>
public enum FacilityLevel
{
    /// <summary>省级</summary>
    Province,

    /// <summary>市（地）级</summary>
    Prefecture,

    /// <summary>县级</summary>
    County,

    /// <summary>乡镇（街道）级</summary>
    Township,

    /// <summary>村级</summary>
    Village,
}
