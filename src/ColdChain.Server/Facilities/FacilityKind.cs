namespace ColdChain.Server.Facilities;

/// <summary>What kind of place a facility is. Stored by name: never rename.</summary>
public enum FacilityKind
{
    /// <summary>疾病预防控制机构</summary>
    DiseaseControlCentre,

    /// <summary>接种单位：乡镇卫生院</summary>
    TownshipHealthCentre,

    /// <summary>村卫生室</summary>
    VillageClinic,
}
