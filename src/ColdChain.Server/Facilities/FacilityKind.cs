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

    /// <summary>接种单位：医院、预防接种门诊</summary>
    Hospital,

    /// <summary>接种单位：社区卫生服务中心</summary>
    CommunityHealthCentre,

    /// <summary>疫苗配送单位</summary>
    Distributor,

    /// <summary>上市许可持有人</summary>
    Manufacturer,
}
